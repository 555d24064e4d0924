using System.Globalization;
using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public PredictCommandTests() => _run = SmallData.Write(_folder);

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    // Few epochs of little data, so that the accuracy is not 1 whatever is predicted.
    [Theory]
    [InlineData("--pooling", "mean")]
    [InlineData("--pooling", "attention", "--word-ngrams", "2")]
    [InlineData("--bayes-weights", "--distinct", "--word-ngrams", "3")]
    [InlineData("--encoder", "cnn")]
    [InlineData("--set", "encoders=[{\"name\":\"texts\",\"kind\":\"bilstm\",\"size\":8}]", "--encoder", "texts")]
    [InlineData("--ngrams", "3-4", "--lowercase", "false")]
    public void Predict_TestTexts_HasTheAccuracyOfTheReport(params string[] settings)
    {
        double reported = Train(["--epochs", "0.2", .. settings]).GetProperty("test").GetDouble();
        string[] rows = File.ReadAllLines(_folder.Path("test.tsv"));
        string[] predicted = [.. Predict([.. rows.Select(row => row.Split('\t')[0])]).Select(line => line.Split('\t')[0])];
        Assert.Equal(reported, rows.Zip(predicted).Average(pair => pair.First.Split('\t')[1] == pair.Second ? 1.0 : 0), 1e-9);
    }

    [Fact]
    public void Predict_Top_GivesLabelsWithFallingProbabilities()
    {
        Train();
        string[] fields = Assert.Single(Predict(["a good great film"], "--top", "5")).Split('\t');
        Assert.Equal(["pos", "neg"], [fields[0], fields[2]]);
        Assert.Equal(1, Probability(fields[1]) + Probability(fields[3]), 2e-4);
        Assert.True(Probability(fields[1]) > 0.5);
    }

    [Fact]
    public void Predict_Json_GivesAnObjectALine()
    {
        Train();
        string[] lines = Predict(["good film", "", "bad film"], "--json");
        Assert.Equal(3, lines.Length);
        using JsonDocument first = JsonDocument.Parse(lines[0]);
        JsonElement label = Assert.Single(first.RootElement.GetProperty("labels").EnumerateArray());
        Assert.Equal("pos", label.GetProperty("name").GetString());
        Assert.InRange(label.GetProperty("probability").GetDouble(), 0.5, 1);
    }

    [Fact]
    public void Predict_BlankLines_GetNoLabel()
    {
        Train();
        Assert.Equal(["pos", "", "", "neg"], Predict(["good film", "", " \t ", "bad film"]).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Predict_Table_ReadsItsTextColumnAsTrainingDid()
    {
        Train();
        string table = _folder.Path("test.tsv"), texts = _folder.Write("texts.txt", string.Concat(File.ReadAllLines(table).Select(row => row.Split('\t')[0] + "\n")));
        Assert.Equal(CommandLine.Run("predict", Model, texts).AssertSucceeds().Output, CommandLine.Run("predict", Model, table).AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_SeveralLabels_GivesThoseAboveAHalf()
    {
        string[] rows = [.. Enumerable.Range(0, 60).SelectMany(_ => (string[])["red round thing\tred,round", "red thing\tred", "round thing\tround", "thing\tplain"])];
        string file = _folder.Write("sets.tsv", string.Join('\n', rows) + "\n");
        CommandLine.Run("train", "--primary", $"classification:{file}", "--test", file, "--multi-label", "--label-separator", ",", "--dimensions", "8", "--epochs", "30", "--dropout", "0", "--head-rate", "0.02", "--output", Model, "--json").AssertSucceedsWithProgress();
        Assert.Equal(
            ["red round", "red", "round", "plain"],
            Predict(["red round thing", "red thing", "round thing", "thing"]).Select(line => string.Join(' ', line.Split('\t').Where((_, i) => i % 2 == 0).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void Predict_ModelOfAnotherTask_IsRefused()
    {
        CommandLine.Run("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--output", Model).AssertSucceedsWithProgress();
        CommandLine.Run("predict", Model, _folder.Path("text.txt")).AssertFails(
            ExitCode.Failure,
            $"{Model}: the model's primary task is 'skipgram', which labels nothing. Give a model trained with --primary classification or tagging.");
    }

    // Few epochs of little data, so that the accuracy is not 1 whatever is predicted.
    [Theory]
    [InlineData("--encoder", "window")]
    [InlineData("--encoder", "bilstm", "--hidden", "8", "--affixes", "true", "--tag-output", "crf")]
    [InlineData("--set", "encoders=[{\"name\":\"shared\",\"kind\":\"cnn\",\"size\":8,\"affixes\":true}]", "--encoder", "shared", "--ngrams", "3-4")]
    public void Predict_Tagger_HasTheAccuracyOfTheReportAndKeepsTheOtherColumns(params string[] settings)
    {
        string file = WriteSentences();
        CommandResult trained = CommandLine.Run(["train", "--primary", $"tagging:{file}", "--test", file, "--dimensions", "8", "--epochs", "2", "--min-count", "3", "--output", Model, "--json", .. settings]);
        trained.AssertSucceedsWithProgress();
        using JsonDocument report = JsonDocument.Parse(trained.Output);
        string[] before = File.ReadAllLines(file), after = CommandLine.Run("predict", Model, file).AssertSucceeds().Output.Split('\n');
        int right = 0, words = 0;
        foreach ((string old, string now) in before.Zip(after))
        {
            string[] a = old.Split('\t'), b = now.Split('\t');
            Assert.Equal(Without(a, 3), Without(b, 3));
            if (a.Length == 10 && !a[0].Contains('-', StringComparison.Ordinal))
                (words, right) = (words + 1, right + (a[3] == b[3] ? 1 : 0));
        }
        Assert.Equal(report.RootElement.GetProperty("test").GetDouble(), (double)right / words, 1e-9);

        static string[] Without(string[] columns, int column) => [.. columns.Where((_, i) => i != column)];
    }

    [Theory]
    [InlineData("--label-column", "xpos")]
    [InlineData("--column", "5")]
    public void Predict_TaggerOfAnotherColumn_WritesIntoThatColumn(string flag, string column)
    {
        string file = WriteSentences();
        CommandLine.Run("train", "--primary", $"tagging:{file}", flag, column, "--dimensions", "8", "--epochs", "20", "--output", Model, "--json").AssertSucceedsWithProgress();
        string[] noun = CommandLine.Run("predict", Model, file).AssertSucceeds().Output.Split('\n').First(line => line.StartsWith("2\t", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(("NOUN", "NN"), (noun[3], noun[4]));
    }

    [Fact]
    public void Predict_TaggerOfPlainText_GivesEachWordAndMarkATag()
    {
        string file = WriteSentences();
        CommandLine.Run("train", "--primary", $"tagging:{file}", "--dimensions", "8", "--epochs", "20", "--output", Model, "--json").AssertSucceedsWithProgress();
        string text = _folder.Write("plain.txt", "Dogs sleep.\n\nthe cat (runs)\n");
        Assert.Equal(
            ["Dogs", "sleep", ".", "", "", "the", "cat", "(", "runs", ")", ""],
            CommandLine.Run("predict", Model, text, "--format", "text").AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Split('\t')[0]));
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("predict", Model, text, "--format", "text", "--json").AssertSucceeds().Output.Split('\n')[0]);
        Assert.Equal(3, json.RootElement.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public void Predict_TaggerOfColumns_AppendsTheTag()
    {
        string file = _folder.Write("names.conll", string.Concat(Enumerable.Repeat("Anna x B-PER\nsleeps y O\n\nin z O\nRome x B-LOC\n\n", 20)));
        CommandLine.Run("train", "--primary", $"tagging:{file}", "--dimensions", "8", "--epochs", "20", "--output", Model, "--json").AssertSucceedsWithProgress();
        Assert.StartsWith("Anna x B-PER B-PER\nsleeps y O O\n\nin z O O\nRome x B-LOC B-LOC\n\n", CommandLine.Run("predict", Model, file).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_TopOfATagger_IsAUsageError()
    {
        CommandLine.Run("train", "--primary", $"tagging:{WriteSentences()}", "--dimensions", "8", "--output", Model, "--json").AssertSucceedsWithProgress();
        CommandLine.Run("predict", Model, _folder.Path("text.txt"), "--top", "2").AssertFails(ExitCode.Usage, "--top is for classifiers; a tagger gives one tag per word. Leave it out.");
    }

    private string WriteSentences() => _folder.Write("sentences.conllu", string.Concat(Enumerable.Range(0, 40).Select(i =>
        $"# sent_id = {i}\n1-2\tDogs{i % 7}\t_\t_\t_\t_\t_\t_\t_\t_\n1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tdog{i % 9}\tdog\tNOUN\tNN\t_\t3\tnsubj\t_\tSpaceAfter=No\n3\t{(i % 3 == 0 ? "sleep" : "runs")}\t_\tVERB\t_\t_\t0\troot\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n")));

    [Fact]
    public void Predict_NoModelFolder_IsRefused() => CommandLine.Run("predict", _folder.Root, _folder.Path("text.txt")).AssertFails(
        ExitCode.Failure,
        $"{_folder.Root}: is not a model folder: it lacks run.json or parameters.safetensors. Name a folder that a training has written.");

    [Fact]
    public void Predict_ParametersOfAnotherModel_AreRefused()
    {
        Train("--set", "primary.wordNgrams=2", "--set", "primary.wordNgramBuckets=100");
        string run = Path.Combine(Model, "run.json");
        File.WriteAllText(run, File.ReadAllText(run).Replace("\"wordNgramBuckets\": 100", "\"wordNgramBuckets\": 200", StringComparison.Ordinal));
        CommandLine.Run("predict", Model, _folder.Path("text.txt")).AssertFails(
            ExitCode.Failure,
            $"{Path.Combine(Model, "parameters.safetensors")}: found [100, 8] for 'classification/word-ngrams', expected floats [200, 8]. Are the files of two models?");
    }

    [Fact]
    public void Predict_WrongTop_IsAUsageError() => CommandLine.Run("predict", Model, "--top", "0").AssertFails(
        ExitCode.Usage,
        "--top expects a whole number of at least 1, found '0'. See 'mt2st predict --help'.");

    private JsonElement Train(params string[] settings)
    {
        CommandResult trained = CommandLine.Run(["train", _run, "--output", Model, "--json", .. settings]).AssertSucceedsWithProgress();
        using JsonDocument json = JsonDocument.Parse(trained.Output);
        return json.RootElement.Clone();
    }

    private string[] Predict(string[] texts, params string[] flags)
    {
        string file = _folder.Write("texts.txt", string.Join('\n', texts) + "\n");
        return CommandLine.Run(["predict", Model, file, .. flags]).AssertSucceeds().Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private static double Probability(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
