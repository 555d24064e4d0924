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
    [InlineData("--token-weights", "bayes", "--word-ngrams", "3")]
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
        TrainSets();
        Assert.Equal(
            ["red round", "red", "round", "plain"],
            Predict(["red round thing", "red thing", "round thing", "thing"]).Select(line => string.Join(' ', line.Split('\t').Where((_, i) => i % 2 == 0).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void Predict_Threshold_GivesLabelsAboveIt()
    {
        TrainSets();
        string[] all = Predict(["red thing"], "--threshold", "0")[0].Split('\t');
        Assert.Equal(3, all.Length / 2);
        Assert.Equal(1, Predict(["red thing"], "--threshold", "0", "--top", "1")[0].Split('\t').Length / 2);
        Assert.Equal("", Predict(["thing"], "--threshold", "0.99999")[0]);
    }

    [Fact]
    public void Predict_ThresholdForOneLabel_IsRefused()
    {
        Train();
        CommandLine.Run("predict", Model, _folder.Path("text.txt"), "--threshold", "0.3").AssertFails(
            ExitCode.Usage,
            "--threshold is for models with several labels per text (--multi-label true); this one gives each text the likeliest label, whose probability stands beside it. Leave it out.");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("5")]
    public void Predict_ManyLines_KeepsTheirOrderOnAnyNumberOfThreads(string threads)
    {
        Train();
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(i => i % 7 == 0 ? "" : string.Join(' ', Enumerable.Repeat(i % 3 == 0 ? "good film" : "bad story", 1 + (i % 11))))];
        TrainedModel model = TrainedModel.Load(Model, TestContext.Current.CancellationToken);
        Dictionary<string, string> expected = texts.Distinct().ToDictionary(text => text, text => text.Length == 0 ? "" : model.Predict(text) is var label ? string.Create(CultureInfo.InvariantCulture, $"{label.Label}\t{label.Probability:0.0000}") : "");
        string output = CommandLine.Run("predict", Model, _folder.Write("texts.txt", string.Join('\n', texts) + "\n"), "--threads", threads).AssertSucceeds().Output;
        Assert.Equal(texts.Select(text => expected[text]), output.Split('\n')[..^1]);
    }

    [Fact]
    public void Predict_CompressedFile_GivesTheSame()
    {
        Train();
        string plain = _folder.Write("texts.txt", "a good film\na bad film\n"), packed = _folder.Path("texts.txt.gz");
        using (FileStream file = File.Create(packed))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress))
            gzip.Write(File.ReadAllBytes(plain));
        Assert.Equal(CommandLine.Run("predict", Model, plain).AssertSucceeds().Output, CommandLine.Run("predict", Model, packed).AssertSucceeds().Output);
    }

    [Theory]
    [InlineData("id,text,by\n1,a good film,x\n2,,y\n3,\"a bad, poor film\",z\n")] // The header names the text.
    [InlineData("text\na good film\n\"\"\na bad film\n")]
    [InlineData("id,review,by\n1,a good film,x\n2,,y\n3,a bad film,z\n", "--text-column", "review")]
    [InlineData("1,a good film,x\n2,,y\n3,a bad film,z\n", "--text-column", "2")]
    public void Predict_UnlabelledTable_ReadsItsText(string table, params string[] flags)
    {
        Train();
        string output = CommandLine.Run(["predict", Model, _folder.Write("new.csv", table), .. flags]).AssertSucceeds().Output;
        Assert.Equal(["pos", "", "neg"], output.Split('\n')[..^1].Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Predict_TableByContentAlone_IsReadAsSuchAndSaysSo()
    {
        Train("--token-weights", "none");
        string file = _folder.Write("labelled.txt", "pos\ta good film\nneg\ta bad film\nneg\ta poor film\n");
        CommandResult result = CommandLine.Run("predict", Model, file);
        Assert.Equal($"{file}: every line has as many tabs, so it is read as a table (tsv), by its text column alone. To read whole lines give --input-format text.\n", result.Error);
        Assert.Equal(CommandLine.Run("predict", Model, _folder.Write("texts.txt", "a good film\na bad film\na poor film\n")).Output, result.Output);
        Assert.NotEqual(result.Output, CommandLine.Run("predict", Model, file, "--input-format", "text").AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_FastTextLines_PassesOverTheirLabels()
    {
        Train();
        Assert.Equal(
            CommandLine.Run("predict", Model, _folder.Write("texts.txt", "a good film\na bad film\n")).AssertSucceeds().Output,
            CommandLine.Run("predict", Model, _folder.Write("labelled.txt", "__label__pos a good film\n__label__neg a bad film\n")).AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_JsonLines_KeepsTheFieldsAndTheirOrder()
    {
        Train();
        string file = _folder.Write("in.jsonl", "{\"id\": 7.50, \"text\": \"a good \\u00e9\\n film\", \"tags\": [\"x\", {\"text\": 1}]}\n\n{\"text\":null}\n{\"text\":\"a bad film\",\"label\":\"mine\"}\n");
        string[] lines = CommandLine.Run("predict", Model, file).AssertSucceeds().Output.Split('\n');
        Assert.StartsWith("{\"id\": 7.50, \"text\": \"a good \\u00e9\\n film\", \"tags\": [\"x\", {\"text\": 1}],\"label\":\"pos\",\"probability\":0.", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[1]);
        Assert.Equal("{\"text\":null,\"label\":null,\"probability\":null}", lines[2]);
        Assert.StartsWith("{\"text\":\"a bad film\",\"label\":\"mine\",\"predicted_label\":\"neg\",\"probability\":0.", lines[3], StringComparison.Ordinal);
        Assert.Equal(["pos", "", "", "neg"], CommandLine.Run("predict", Model, file, "--format", "tsv").AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Predict_JsonLinesByField_WritesWhatComesBeforeABadLine()
    {
        Train();
        string file = _folder.Write("in.txt", "{\"body\":\"a good film\"}\n{\"text\":\"a bad film\"}\n{\"body\":\"a bad film\"}\n");
        CommandResult result = CommandLine.Run("predict", Model, file, "--field", "body", "--format", "tsv");
        Assert.Equal($"mt2st: {file}:2: found no field 'body', expected one with the text. Its fields are: text. Name one by --field.\n", result.Error);
        Assert.StartsWith("pos\t", result.Output, StringComparison.Ordinal);
        Assert.Single(result.Output.Split('\n')[..^1]);
    }

    [Theory]
    [InlineData("{\"text\":\"a\"", "found broken JSON, expected an object on each line: ")]
    [InlineData("[1]", "found no JSON object, expected one on each line, such as {\"text\": \"...\"}.")]
    [InlineData("{\"text\":[5]}", "found an array in the field 'text', expected a text in quotes.")]
    [InlineData("{\"text\":\"\\ud83d\"}", "found an escape such as \\ud83d that is one half of a character, expected both halves.")]
    [InlineData("{\"text\":\"a\"} x", "found broken JSON, expected an object on each line: ")]
    public void Predict_BrokenJsonLine_IsRefusedWithItsPlace(string line, string message)
    {
        Train();
        string file = _folder.Write("in.jsonl", line + "\n");
        CommandResult result = CommandLine.Run("predict", Model, file);
        Assert.StartsWith($"mt2st: {file}:1: {message}", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, result.ExitCode);
    }

    [Fact]
    public void Predict_TextsAsJsonLines_HaveTheirTextAndLabel()
    {
        Train();
        string[] lines = Predict(["a \"good\" film", "", "bad"], "--format", "jsonl");
        using JsonDocument first = JsonDocument.Parse(lines[0]);
        Assert.Equal(["text", "label", "probability"], first.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("a \"good\" film", first.RootElement.GetProperty("text").GetString());
        Assert.Equal("{\"text\":\"\",\"label\":null,\"probability\":null}", lines[1]);
        using JsonDocument both = JsonDocument.Parse(Predict(["good"], "--format", "jsonl", "--top", "2")[0]);
        Assert.Equal(["pos", "neg"], both.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("label").GetString()));
    }

    [Theory]
    [InlineData("--token-weights", "none")]
    [InlineData("--pooling", "attention")]
    [InlineData("--token-weights", "bayes", "--word-ngrams", "2")]
    public void Predict_Explain_NamesTheWordsForAndAgainst(params string[] settings)
    {
        Train(settings);
        string line = Predict(["the good and great film was awful and lovely fine good"], "--explain")[0];
        string[] fields = line.Split('\t');
        Assert.Equal("pos", fields[0]);
        Assert.StartsWith("for: ", fields[2], StringComparison.Ordinal);
        Assert.Matches(@"\b(good|lovely|great|fine) \+\d\.\d\d\d", fields[2]);
        Assert.StartsWith("against: ", fields[3], StringComparison.Ordinal);
        Assert.Matches(@"\bawful -\d\.\d\d\d", fields[3]);
        using JsonDocument json = JsonDocument.Parse(Predict(["the good and great film was awful and lovely fine good"], "--explain", "--format", "jsonl")[0]);
        Assert.InRange(json.RootElement.GetProperty("for").GetArrayLength(), 1, 5);
        Assert.All(json.RootElement.GetProperty("against").EnumerateArray(), token => Assert.True(token.GetProperty("value").GetDouble() < 0));
    }

    [Theory]
    [InlineData("--format", "conll", "--format conll is for taggers; a classifier gives labels to whole texts. Give tsv or jsonl.")]
    [InlineData("--input-format", "conll", "--input-format conll is for taggers; a classifier reads texts. Leave it out.")]
    [InlineData("--text-column", "text", "--text-column is set, but FILE is read as format 'text', where it has no effect. Leave it out or give --input-format.")]
    public void Predict_FlagWithoutEffect_IsRefused(string flag, string value, string message)
    {
        Train();
        string file = _folder.Write("plain.txt", "a good film\n");
        CommandLine.Run("predict", Model, file, flag, value).AssertFails(ExitCode.Usage, message.Replace("FILE", file, StringComparison.Ordinal));
    }

    [Fact]
    public void Predict_JsonAndFormat_AreRefusedTogether()
    {
        Train();
        CommandLine.Run("predict", Model, _folder.Path("text.txt"), "--json", "--format", "tsv").AssertFails(ExitCode.Usage, "--json and --format tsv both say how to write the result. Leave one of them out.");
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
            CommandLine.Run("predict", Model, text).AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Split('\t')[0]));
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("predict", Model, text, "--json").AssertSucceeds().Output.Split('\n')[0]);
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
    public void Predict_TaggerAsJsonLines_GivesSpansByCharacters()
    {
        TrainNames();
        string text = _folder.Write("plain.txt", "\U0001F600 Anna sleeps, in Rome.\n\nin Rome\n");
        string[] lines = CommandLine.Run("predict", Model, text, "--format", "jsonl").AssertSucceeds().Output.Split('\n')[..^1];
        Assert.Equal(3, lines.Length);
        using JsonDocument json = JsonDocument.Parse(lines[0]);
        Assert.Equal(["text", "tokens", "tags", "spans"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["\U0001F600", "Anna", "sleeps", ",", "in", "Rome", "."], json.RootElement.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()));
        // By characters, not UTF-16 units: the face in front is one.
        Assert.Equal(["2-6 PER Anna", "18-22 LOC Rome"], json.RootElement.GetProperty("spans").EnumerateArray().Select(span => $"{span.GetProperty("start")}-{span.GetProperty("end")} {span.GetProperty("type")} {span.GetProperty("text")}"));
        Assert.Equal("{\"text\":\"\",\"tokens\":[],\"tags\":[],\"spans\":[]}", lines[1]);
        string objects = _folder.Write("in.jsonl", "{\"id\":1,\"text\":\"in Rome\",\"tags\":5}\n");
        Assert.Equal(
            "{\"id\":1,\"text\":\"in Rome\",\"tags\":5,\"tokens\":[\"in\",\"Rome\"],\"predicted_tags\":[\"O\",\"B-LOC\"],\"spans\":[{\"start\":3,\"end\":7,\"type\":\"LOC\",\"text\":\"Rome\"}]}\n",
            CommandLine.Run("predict", Model, objects).AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_TaggerOfPlainTextAsConllu_HasTenColumns()
    {
        TrainNames();
        string text = _folder.Write("plain.txt", "in Rome.\n");
        Assert.Equal(
            "# text = in Rome.\n1\tin\t_\t_\t_\t_\t_\t_\t_\tSpan=O\n2\tRome\t_\t_\t_\t_\t_\t_\t_\tSpan=B-LOC|SpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\tSpan=O\n\n",
            CommandLine.Run("predict", Model, text, "--format", "conllu").AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_TaggerOfColumnsAsJsonLines_JoinsTheWords()
    {
        TrainNames();
        string columns = _folder.Write("new.conll", "in\nRome\n\n"), conllu = _folder.Write("new.conllu", "# text = in  Rome!\n1\tin\t_\t_\t_\t_\t_\t_\t_\t_\n2\tRome\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
        Assert.Contains("{\"text\":\"in Rome\",", CommandLine.Run("predict", Model, columns, "--format", "jsonl").AssertSucceeds().Output, StringComparison.Ordinal);
        Assert.Contains("\"start\":4,\"end\":8,", CommandLine.Run("predict", Model, conllu, "--format", "jsonl").AssertSucceeds().Output, StringComparison.Ordinal);
        Assert.Equal("in\tO\nRome\tB-LOC\n\n", CommandLine.Run("predict", Model, conllu, "--format", "tsv").AssertSucceeds().Output);
    }

    [Fact]
    public void Predict_TopOfATagger_IsAUsageError()
    {
        CommandLine.Run("train", "--primary", $"tagging:{WriteSentences()}", "--dimensions", "8", "--output", Model, "--json").AssertSucceedsWithProgress();
        CommandLine.Run("predict", Model, _folder.Path("text.txt"), "--top", "2").AssertFails(ExitCode.Usage, "--top is for classifiers; a tagger gives one tag per word. Leave it out.");
    }

    [Fact]
    public void Predict_AsAProcess_WritesTheSameAndNoControlCharacters()
    {
        TrainNames();
        string file = _folder.Write("new.conll", "in\nRom\u001b[31me\n\n\u00e9\u0085t\u00e9\n\n");
        string output = CommandLine.Run("predict", Model, file).AssertSucceeds().Output;
        Assert.Contains("Rom\\u001b[31me", output, StringComparison.Ordinal);
        Assert.Contains("\u00e9\\u0085t\u00e9", output, StringComparison.Ordinal);
        Assert.Equal(output, CommandLine.RunProcess(["predict", Model, file]).AssertSucceeds().Output);
    }

    private void TrainNames()
    {
        string file = _folder.Write("names.conll", string.Concat(Enumerable.Repeat("\U0001F600 w O\nAnna x B-PER\nsleeps y O\n, z O\n\nin z O\nRome x B-LOC\n. z O\n\n", 20)));
        CommandLine.Run("train", "--primary", $"tagging:{file}", "--dimensions", "8", "--epochs", "20", "--output", Model, "--json").AssertSucceedsWithProgress();
    }

    private void TrainSets()
    {
        string[] rows = [.. Enumerable.Range(0, 60).SelectMany(_ => (string[])["red round thing\tred,round", "red thing\tred", "round thing\tround", "thing\tplain"])];
        string file = _folder.Write("sets.tsv", string.Join('\n', rows) + "\n");
        CommandLine.Run("train", "--primary", $"classification:{file}", "--test", file, "--multi-label", "--label-separator", ",", "--dimensions", "8", "--epochs", "30", "--dropout", "0", "--head-rate", "0.02", "--output", Model, "--json").AssertSucceedsWithProgress();
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

    [Fact]
    public void Predict_JsonLinesLikeThoseOfTheTraining_NeedNoField()
    {
        string file = _folder.Write("train.jsonl", string.Concat(Enumerable.Repeat("{\"said\": \"good soup\", \"kind\": \"pos\"}\n{\"said\": \"bad soup\", \"kind\": \"neg\"}\n", 20)));
        CommandLine.Run("train", "--primary", $"classification:{file}", "--text-column", "said", "--label-column", "kind", "--dimensions", "4", "--output", Model).AssertSucceedsWithProgress();
        Assert.Equal(["pos", "neg"], CommandLine.Run("predict", Model, file, "--format", "tsv").AssertSucceeds().Output.Split('\n')[..2].Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Predict_InvisibleLines_GetNoLabelAndOtherTextsABestGuess()
    {
        Train();
        string file = _folder.Write("gaps.txt", "zzz qqq\n\u00A0\n\u200B\u00A0\n \t\n!!!\n");
        Assert.Equal([false, true, true, true, false], CommandLine.Run("predict", Model, file).AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Length == 0));
    }

    [Fact]
    public void Predict_SeparatorFoundByTheRows_IsSaid()
    {
        Train();
        string file = _folder.Write("new.csv", "text;by\na good film;x\na bad film;y\n");
        CommandResult result = CommandLine.Run("predict", Model, file);
        Assert.Equal($"{file}: was read as a table whose columns are separated by ';'. If that is wrong, set separator.\n", result.Error.ReplaceLineEndings("\n"));
        Assert.Equal(["pos", "neg"], result.Output.Split('\n')[..^1].Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Predict_TaggerWithAColumn_ReadsTheWordsThere()
    {
        CommandLine.Run("train", "--primary", $"tagging:{_folder.Write("a.conll", string.Concat(Enumerable.Repeat("Mara B-PER\nsings O\n\n", 20)))}", "--dimensions", "4", "--output", Model).AssertSucceedsWithProgress();
        string file = _folder.Write("new.conll", "1 Mara\n2 sings\n");
        Assert.Equal("1 Mara B-PER\n2 sings O\n\n", CommandLine.Run("predict", Model, file, "--text-column", "2").AssertSucceeds().Output);
        CommandLine.Run("predict", Model, file, "--text-column", "word").AssertFails(ExitCode.Usage, "--text-column is 'word'; expected a number of at least 1, since CoNLL columns have no names.");
    }

    private static double Probability(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
