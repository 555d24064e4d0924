using System.Globalization;
using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Saved models measured on labelled files: the same figures as <c>train --test</c> and as what <c>predict</c> writes.</summary>
public sealed class TestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public TestCommandTests() => _run = SmallData.Write(_folder);

    private string Model => _folder.Path("model");

    private string TestFile => _folder.Path("test.tsv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--pooling", "mean")]
    [InlineData("--token-weights", "bayes", "--word-ngrams", "3")]
    [InlineData("--encoder", "cnn")]
    [InlineData("--ngrams", "3-4", "--lowercase", "false")]
    public void Test_SavedClassifier_HasTheFiguresOfItsTraining(params string[] settings)
    {
        JsonElement trained = Train(Model, ["--epochs", "0.2", .. settings]), tested = Test(Model, TestFile);
        Assert.Equal(60, tested.GetProperty("examples").GetInt32());
        Assert.Equal(trained.GetProperty("test").GetDouble(), Figure(tested, "accuracy"), 1e-12);
        Assert.Equal(trained.GetProperty("testDetails").GetProperty("macroF1").GetDouble(), Figure(tested, "macroF1"), 1e-12);
    }

    [Fact]
    public void Test_Classifier_CountsWhatPredictWrites()
    {
        Train(Model, "--epochs", "0.2");
        JsonElement tested = Test(Model, TestFile);
        string[] gold = [.. File.ReadAllLines(TestFile).Select(row => row.Split('\t')[1])];
        string[] predicted = [.. CommandLine.Run("predict", Model, TestFile).AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Split('\t')[0])];
        string[] labels = [.. tested.GetProperty("classes").EnumerateArray().Select(row => row.GetProperty("label").GetString()!)];
        for (int row = 0; row < labels.Length; row++)
            for (int column = 0; column < labels.Length; column++)
                Assert.Equal(gold.Zip(predicted).Count(pair => pair.First == labels[row] && pair.Second == labels[column]), tested.GetProperty("confusion")[row][column].GetInt32());
    }

    [Fact]
    public void Test_Tables_FitEightyColumnsAndListMistakes()
    {
        Train(Model, "--epochs", "0.2");
        string[] rows = File.ReadAllLines(TestFile); // With some labels wrong, so that there is something to list.
        string file = _folder.Write("wrong.tsv", string.Concat(rows.Select((row, i) => $"{row.Split('\t')[0]}\t{(i % 9 == 0 ? "pos" : row.Split('\t')[1])}\n")));
        string output = CommandLine.Run("test", Model, file, "--mistakes", "2").AssertSucceeds().Output;
        Assert.All(output.Split('\n').Skip(1), line => Assert.InRange(line.TrimEnd().Length, 0, 80)); // The first names the files.
        Assert.Contains("ROC AUC", output, StringComparison.Ordinal);
        Assert.Contains("average precision of 'pos'", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Count(line => line.Contains(" -> ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Test_ManyClasses_FitEightyColumns()
    {
        string file = _folder.Write("many.tsv", string.Concat(Enumerable.Range(0, 20).Select(c => string.Concat(Enumerable.Repeat($"word{c} text\ta-rather-long-label-of-class-{c}\n", 1 + (c * 150 % 1000))))));
        CommandLine.Run("train", "--primary", $"classification:{file}", "--dimensions", "4", "--epochs", "1", "--output", Model, "--json").AssertSucceedsWithProgress();
        string output = CommandLine.Run("test", Model, file).AssertSucceeds().Output;
        Assert.All(output.Split('\n').Skip(1), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.Contains("Confusion", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_UnknownLabel_CountsAsWrongAndIsNamed()
    {
        Train(Model);
        string file = _folder.Write("new.tsv", "a good film\tpos\na bad film\tneg\na good story\todd\n");
        CommandResult result = CommandLine.Run("test", Model, file, "--json");
        Assert.Equal($"{Model}: 1 texts have a label that the model does not know, which counts as wrong: 'odd' (1)\n", CommandLine.Run("test", Model, file).Error);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement model = json.RootElement.GetProperty("models")[0];
        Assert.Equal(2.0 / 3, Figure(model, "accuracy"), 1e-12);
        Assert.Equal(1, model.GetProperty("unknownLabels").GetProperty("odd").GetInt32());
    }

    [Fact]
    public void Test_ColumnsByFlags_AreRead()
    {
        Train(Model);
        string file = _folder.Write("wide.csv", "id,stars,review\n1,pos,a good film\n2,neg,a bad film\n");
        Assert.Equal(1, Figure(Test(Model, file, "--text-column", "review", "--label-column", "stars"), "accuracy"));
    }

    [Fact]
    public void Test_ColumnOfAFileWithoutColumns_IsRefused()
    {
        Train(Model);
        string file = _folder.Write("labelled.txt", "__label__pos a good film\n__label__neg a bad film\n");
        CommandLine.Run("test", Model, file, "--label-column", "2").AssertFails(
            ExitCode.Usage,
            $"--label-column is set, but {file} is read as format 'fasttext', where it has no effect; it is for csv, tsv, jsonl, conllu, conll. Leave it out or set format.");
        Assert.Equal(1, Figure(Test(Model, file), "accuracy"));
    }

    [Fact]
    public void Test_TwoModels_GivesTheDifferenceWithItsInterval()
    {
        string other = _folder.Path("other");
        Train(Model);
        Train(other, "--epochs", "0.1");
        CommandResult result = CommandLine.Run("test", Model, other, TestFile, "--json").AssertSucceeds();
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement models = json.RootElement.GetProperty("models"), difference = json.RootElement.GetProperty("difference").GetProperty("accuracy");
        Assert.Equal(Figure(models[0], "accuracy") - Figure(models[1], "accuracy"), difference.GetProperty("value").GetDouble(), 1e-12);
        Assert.InRange(difference.GetProperty("value").GetDouble(), difference.GetProperty("low").GetDouble(), difference.GetProperty("high").GetDouble());
        string table = CommandLine.Run("test", Model, other, TestFile).AssertSucceeds().Output;
        Assert.Contains("A - B", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n').Where(line => !line.Contains(_folder.Root, StringComparison.Ordinal)), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void Test_SeveralLabels_HasTheFiguresOfItsTraining()
    {
        string[] rows = [.. Enumerable.Range(0, 40).SelectMany(i => (string[])["red round thing\tred,round", $"red thing{i}\tred", "round thing\tround", "thing\tplain"])];
        string file = _folder.Write("sets.tsv", string.Join('\n', rows) + "\n");
        JsonElement trained = Json(CommandLine.Run("train", "--primary", $"classification:{file}", "--test", file, "--multi-label", "--label-separator", ",", "--dimensions", "8", "--epochs", "3", "--head-rate", "0.02", "--output", Model, "--json").AssertSucceedsWithProgress());
        JsonElement tested = Test(Model, file);
        Assert.Equal(trained.GetProperty("test").GetDouble(), Figure(tested, "microF1"), 1e-12);
        Assert.Equal(trained.GetProperty("testDetails").GetProperty("exactMatch").GetDouble(), Figure(tested, "exactMatch"), 1e-12);
    }

    [Theory]
    [InlineData("B-PER", "I-PER")]
    [InlineData("NOUN", "VERB")]
    public void Test_Tagger_HasTheFiguresOfItsTraining(string first, string second)
    {
        string train = _folder.Write("train.conll", Sentences(first, second, seed: 1)), test = _folder.Write("test.conll", Sentences(first, second, seed: 2));
        JsonElement trained = Json(CommandLine.Run("train", "--primary", $"tagging:{train}", "--test", test, "--dimensions", "8", "--epochs", "1", "--min-count", "2", "--output", Model, "--json").AssertSucceedsWithProgress());
        JsonElement tested = Test(Model, test);
        Assert.Equal(trained.GetProperty("test").GetDouble(), Figure(tested, first == "NOUN" ? "accuracy" : "spanF1"), 1e-12);
        Assert.Equal(trained.GetProperty("testDetails").GetProperty("accuracy of unknown words").GetDouble(), Figure(tested, "accuracyOfUnknownWords"), 1e-12);
        string output = CommandLine.Run("test", Model, test, "--mistakes", "1").AssertSucceeds().Output;
        Assert.Contains("tags wrong", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n').Skip(1), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void Test_SpansOfATypeThatTrainingLacks_AreMissedInBoth()
    {
        string train = _folder.Write("train.conll", Sentences("B-PER", "I-PER", seed: 1));
        string test = _folder.Write("test.conll", Sentences("B-PER", "I-PER", seed: 2) + "Acme B-ORG\nInc I-ORG\nsings O\n\nRome B-LOC\nAnna1 B-PER\nword1 odd\n");
        JsonElement trained = Json(CommandLine.Run("train", "--primary", $"tagging:{train}", "--test", test, "--dimensions", "8", "--epochs", "2", "--min-count", "2", "--output", Model, "--json").AssertSucceedsWithProgress());
        JsonElement tested = Test(Model, test);
        Assert.Equal(trained.GetProperty("test").GetDouble(), Figure(tested, "spanF1"), 1e-12);
        Assert.Equal(trained.GetProperty("testDetails").GetProperty("recall").GetDouble(), Figure(tested, "spanRecall"), 1e-12);
        Assert.Equal(trained.GetProperty("testDetails").GetProperty("accuracy").GetDouble(), Figure(tested, "accuracy"), 1e-12);
        Assert.All(["LOC", "ORG"], type => Assert.Equal(1, tested.GetProperty("classes").EnumerateArray().Single(row => row.GetProperty("label").GetString() == type).GetProperty("support").GetInt32()));
    }

    [Fact]
    public void Test_RowsWithoutLabelOrText_AreLeftOutInBothAndSaid()
    {
        string file = _folder.Write("gaps.tsv", "a good film\tpos\n\u00A0\tneg\na bad film\t\nzzz qqq\tneg\n...\tpos\n\tpos\n");
        CommandResult training = CommandLine.Run("train", _run, "--test", file, "--output", Model, "--json").AssertSucceedsWithProgress();
        Assert.Contains("gaps.tsv: 1 of 6 examples have no label and are left out.", training.Output, StringComparison.Ordinal);
        Assert.Contains("gaps.tsv: 2 of 6 examples have no text and are left out.", training.Output, StringComparison.Ordinal);
        CommandResult test = CommandLine.Run("test", Model, file, "--json").AssertSucceedsWithProgress();
        Assert.Equal($"{file}: 1 of 6 examples have no label and are left out.\n{file}: 2 of 6 examples have no text and are left out.\n", test.Error.ReplaceLineEndings("\n"));
        JsonElement tested = Json(test).GetProperty("models")[0];
        Assert.Equal(3, tested.GetProperty("examples").GetInt32());
        Assert.Equal(Json(training).GetProperty("test").GetDouble(), Figure(tested, "accuracy"), 1e-12);
        string[] predicted = [.. CommandLine.Run("predict", Model, file).AssertSucceeds().Output.Split('\n')[..^1].Select(line => line.Split('\t')[0])];
        Assert.Equal([false, true, false, false, false, true], predicted.Select(label => label.Length == 0));
        Assert.Equal(new[] { (predicted[0], "pos"), (predicted[3], "neg"), (predicted[4], "pos") }.Count(pair => pair.Item1 == pair.Item2) / 3.0, Figure(tested, "accuracy"), 1e-12);
    }

    [Fact]
    public void Test_NothingButRowsWithoutText_IsRefused()
    {
        Train(Model);
        string file = _folder.Write("gaps.tsv", " \tpos\n\tneg\n");
        CommandLine.Run("test", Model, file).AssertFails(ExitCode.Failure, $"{file}: read 2 examples and found no text with a label in any of them, expected one in some (read as format 'tsv'). Are the columns right?");
    }

    [Fact]
    public void Test_FieldsOfJsonLinesByFlags_AreRead()
    {
        Train(Model);
        string file = _folder.Write("a.jsonl", "{\"review\": \"a good film\", \"stars\": \"pos\"}\n{\"review\": \"a bad film\", \"stars\": \"neg\"}\n");
        Assert.Equal(1, Figure(Test(Model, file, "--text-column", "review", "--label-column", "stars"), "accuracy"));
    }

    [Fact]
    public void Test_NoModel_IsAUsageError() => CommandLine.Run("test", TestFile).AssertFails(
        ExitCode.Usage,
        $"{TestFile}: is not a model folder: it lacks run.json. Name a folder that a training has written, then the files to test it on.");

    [Fact]
    public void Test_NoFile_IsAUsageError()
    {
        Train(Model);
        CommandLine.Run("test", Model).AssertFails(ExitCode.Usage, "Nothing to test on: name a labelled file behind the model.");
    }

    [Fact]
    public void Test_TextWithoutLabels_IsRefused()
    {
        Train(Model);
        string file = _folder.Write("plain.txt", "a good film\n");
        CommandLine.Run("test", Model, file).AssertFails(ExitCode.Failure, $"{file}:1: found no label, expected one for each text (read as format 'text'). Name the format or the column.");
    }

    [Fact]
    public void Test_VectorsAlone_AreRefused()
    {
        CommandLine.Run("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--output", Model).AssertSucceedsWithProgress();
        CommandLine.Run("test", Model, TestFile).AssertFails(
            ExitCode.Failure,
            $"{Model}: the model's primary task is 'skipgram', which labels nothing. Measure vectors with 'mt2st evaluate', or give a model trained with --primary classification or tagging.");
    }

    // Names of one or two words among others, some of them too rare for the vocabulary and some tagged at random.
    private static string Sentences(string first, string second, int seed)
    {
        var random = new MT2ST.Numerics.SeededRandom((ulong)seed);
        return string.Concat(Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(place => random.NextInt32(6) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"Anna{random.NextInt32(60)} {first}\n"),
            1 => $"Smith {(random.NextInt32(4) == 0 ? first : second)}\n",
            _ => $"word{random.NextInt32(5)} O\n",
        })) + "\n"));
    }

    private static double Figure(JsonElement model, string name) => model.GetProperty("figures").GetProperty(name).GetProperty("value").GetDouble();

    private JsonElement Train(string folder, params string[] settings) => Json(CommandLine.Run(["train", _run, "--output", folder, "--json", .. settings]).AssertSucceedsWithProgress());

    private static JsonElement Test(string model, string file, params string[] flags) => Json(CommandLine.Run(["test", model, file, "--json", .. flags]).AssertSucceeds()).GetProperty("models")[0];

    private static JsonElement Json(CommandResult result)
    {
        using JsonDocument json = JsonDocument.Parse(result.Output);
        return json.RootElement.Clone();
    }
}
