using System.Globalization;
using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>What a training says of its data and of what did not happen: in the table, in <c>--json</c> and in the model's report.</summary>
public sealed class TrainFindingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public TrainFindingsTests() => _run = SmallData.Write(_folder);

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ExplicitStl_NamesTheAuxiliariesLeftOut()
    {
        string[] flags = ["train", _run, "--strategy", "stl", "--epochs", "1"];
        Assert.Matches(@"left out +words: 'stl' trains the primary alone", CommandLine.Run([.. flags, "--output", Model]).AssertSucceedsWithProgress().Output);
        using JsonDocument json = Json(flags), report = Report();
        Assert.All([json, report], document => Assert.Equal(["words"], document.RootElement.GetProperty("leftOut").EnumerateArray().Select(task => task.GetString())));
        using JsonDocument all = Json("train", _run, "--epochs", "1");
        Assert.Equal(0, all.RootElement.GetProperty("leftOut").GetArrayLength());
    }

    [Theory]
    [InlineData("2.5", "--strategy", "switch", "--at", "2.5")]
    [InlineData("1", "--strategy", "switch", "--at", "1")] // No step was trained behind it.
    [InlineData("9", "--strategy", "mtl", "--set", "auxiliaries.words.schedule=switch", "--set", "auxiliaries.words.at=9")]
    [InlineData("auto", "--strategy", "switch", "--at", "auto")]
    public void Train_SwitchThatDidNotCome_IsReported(string point, params string[] strategy)
    {
        string[] flags = ["train", _run, "--epochs", "1", .. strategy];
        Assert.Matches($@"switch point not reached +{point}; words ran to the end at epoch 1 ", CommandLine.Run([.. flags, "--output", Model]).AssertSucceedsWithProgress().Output);
        using JsonDocument json = Json(flags), report = Report();
        Assert.All([json, report], document => Assert.Equal(point, document.RootElement.GetProperty("unreachedSwitches").GetProperty("words").GetString()));
    }

    [Fact]
    public void Train_SwitchThatCame_IsNotReported()
    {
        using JsonDocument json = Json("train", _run, "--epochs", "1", "--strategy", "switch", "--at", "0.5");
        Assert.Empty(json.RootElement.GetProperty("unreachedSwitches").EnumerateObject());
    }

    [Fact]
    public void Compare_SwitchThatDidNotCome_IsAWarningOfItsRow()
    {
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("compare", _run, "--strategies", "stl,early", "--seeds", "2", "--warm-up", "0", "--set", "strategies.early.strategy.at=7", "--json").AssertSucceedsWithProgress().Output);
        Assert.Contains("early: 2 of 2 runs ended before the switch point (7), so their auxiliaries ran to the end.", json.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public void Train_TextsWithSeveralLabels_AreCounted()
    {
        string text = _folder.Write("several.txt", "__label__food __label__travel good pasta\n__label__travel a train\n__label__food __label__food soup\n__label__health __label__food __label__travel a walk\n");
        string[] flags = ["train", "--primary", $"classification:{text}", "--dimensions", "4"];
        const string Expected = "2 of the 4 training texts of task 'classification' have several labels, and only the first of each is used. To take all of them, set primary.multiLabel to true (--multi-label true).";
        Assert.Contains($"\nWarning: {Expected}", CommandLine.Run(flags).AssertSucceedsWithProgress().Output, StringComparison.Ordinal);
        using JsonDocument one = Json(flags), all = Json([.. flags, "--multi-label", "true"]), drawn = Json([.. flags, "--limit", "1", "--limit-sample", "--set", "seed=2"]);
        Assert.Equal([Expected], Warnings(one));
        Assert.All(Warnings(drawn), warning => Assert.DoesNotContain("of the 4", warning, StringComparison.Ordinal));
        Assert.Empty(Warnings(all));
    }

    [Theory]
    [InlineData("id,text\n", 12, 12, "'0'")]
    [InlineData("text,score\n", 12, 8, "'0'")]
    [InlineData("text,score\n", 12, 6, null)]
    [InlineData("text,score\n", 9, 9, null)]
    public void Train_LabelsOfOneTextEach_AreAWarning(string header, int textCount, int singleCount, string? label)
    {
        bool isFirst = header.StartsWith("id", StringComparison.Ordinal);
        string file = _folder.Write("ids.csv", header + string.Concat(Enumerable.Range(0, textCount).Select(i => (Math.Min(i, singleCount), $"good word{i % 3}")).Select(row => isFirst ? $"{row.Item1},{row.Item2}\n" : $"{row.Item2},{row.Item1}\n")));
        using JsonDocument json = Json("train", "--primary", $"classification:{file}", "--label-column", header[..^1].Split(',')[isFirst ? 0 : 1], "--dimensions", "4", "--epochs", "1");
        Assert.Equal(
            label is null ? [] : [$"{singleCount} of the {textCount} training texts of task 'classification' have a label that no other text has, such as {label}, so nothing can be learnt about it. Is the label column one of ids, dates or measured numbers? Set primary.labelColumn to the one with the labels."],
            Warnings(json));
    }

    [Theory]
    [InlineData(';', "Is ';' what stands between labels, as in 'a|b'?")]
    [InlineData(null, "If several stand in one column, set primary.labelSeparator to what stands between them, as in 'a|b'.")]
    [InlineData('|', null)]
    public void Train_SeveralLabelsThatAreNotCut_AreAWarning(char? separator, string? hint)
    {
        string file = _folder.Write("sets.csv", "text,label\n" + string.Concat(Enumerable.Repeat("good,a|b\nbad,a|b\nfine,c\n", 4)));
        string[] flags = separator is null ? [] : ["--label-separator", $"{separator}"];
        using JsonDocument json = Json(["train", "--primary", $"classification:{file}", "--multi-label", "true", "--dimensions", "4", "--epochs", "1", .. flags]);
        Assert.Equal(hint is null ? [] : [$"No training text of task 'classification' has several labels, though it takes all of them. {hint} Otherwise leave multiLabel out."], Warnings(json));
    }

    [Theory]
    [InlineData("--test", "test", "1")]
    [InlineData("--dev", "dev", "1")]
    [InlineData("--test", "test", "2")] // Rare words are unknown then, but still different words.
    public void Train_TextsOfDevOrTestInTheTrainingData_AreCounted(string flag, string split, string minCount)
    {
        string train = _folder.Write("a.tsv", "a fine film\tpos\na bad film\tneg\nlovely , lovely\tpos\nan awful story\tneg\n");
        string held = _folder.Write("b.tsv", "A fine film\tneg\na dull film\tneg\nan awful story\tneg\na fine\tpos\n");
        using JsonDocument json = Json("train", "--primary", $"classification:{train}", flag, held, "--dimensions", "4", "--min-count", minCount);
        Assert.Equal([$"2 of 4 {split} texts stand in the training data too, word for word, so the quality on {split} is too good. Leave them out of one of the two."], Warnings(json));
    }

    [Fact]
    public void Train_TestSentencesInATaggersTrainingData_AreCounted()
    {
        string train = _folder.Write("a.conll", "Dogs N\nsleep V\n\nCats N\nrun V\n\n"), test = _folder.Write("b.conll", "Cats N\nrun V\n\nCats N\nsleep V\n\n");
        using JsonDocument json = Json("train", "--primary", $"tagging:{train}", "--test", test, "--dimensions", "4");
        Assert.Equal(["1 of 2 test sentences stand in the training data too, word for word, so the quality on test is too good. Leave them out of one of the two."], Warnings(json));
    }

    [Fact]
    public void Train_RawTextAsItsOwnDev_HasNoSuchWarning()
    {
        string text = _folder.Path("text.txt");
        using JsonDocument json = Json("train", "--corpus", text, "--dev", text, "--dimensions", "4", "--min-count", "1");
        Assert.Empty(Warnings(json));
    }

    [Theory]
    [InlineData("tags.conllu", "upos", "id, form, lemma, upos, xpos, feats, head, deprel, deps, misc", null)]
    [InlineData("tags.conllu", "xpos", "id, form, lemma, upos, xpos, feats, head, deprel, deps, misc", "xpos")]
    public void Train_ColumnOfNothing_IsRefused(string name, string column, string columns, string? chosen)
    {
        string file = _folder.Write(name, "1\tDogs\tdog\t_\t_\t_\t0\troot\t_\t_\n2\tsleep\tsleep\t_\t_\t_\t1\tdep\t_\t_\n\n");
        string[] flags = chosen is null ? [] : ["--set", $"primary.column={chosen}"];
        CommandLine.Run(["train", "--primary", $"tagging:{file}", "--dimensions", "4", .. flags]).AssertFailsAfterProgress(
            ExitCode.Failure, $"{file}: column '{column}' of all 1 sentences holds _ alone, which is CoNLL-U's sign for nothing; expected tags in some. Set column to the one with the tags: {columns}.");
    }

    [Fact]
    public void Train_ManyLabels_ShowsTheMostFrequentThree()
    {
        string file = _folder.Write("many.tsv", string.Concat(Enumerable.Range(0, 30).Select(i => $"word{i} and more\tl{(i < 12 ? 0 : i < 20 ? 1 : i < 24 ? 2 : i)}\n")));
        string error = CommandLine.Run("train", "--primary", $"classification:{file}", "--dimensions", "4").AssertSucceedsWithProgress().Error;
        Assert.Contains("Read classification 90 tokens in 30 texts (9 labels: l0 12, l1 8, l2 4 ...); vocabulary", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classification", "train.tsv", "accuracy", "(2 labels: neg 54, pos 54)")]
    [InlineData("skipgram", "text.txt", "loss", "")]
    public void Train_Dev_IsShownWithItsMetric(string task, string file, string metric, string labels)
    {
        string[] flags = ["train", "--primary", $"{task}:{_folder.Path(file)}", "--dev-share", "0.1", "--dimensions", "4", "--min-count", "1"];
        CommandResult result = CommandLine.Run(flags).AssertSucceedsWithProgress();
        Assert.Matches($@"\nepoch \d+\.\d\d  dev {metric} \d\.\d{{4}}\r?\n", result.Error);
        Assert.Matches($@"best on dev +{metric} \d\.\d{{4}} ", result.Output);
        Assert.Equal(labels.Length > 0, result.Error.Contains("labels: ", StringComparison.Ordinal));
        using JsonDocument json = Json(flags);
        Assert.Equal(metric, json.RootElement.GetProperty("devMetric").GetString());
    }

    [Theory]
    [InlineData("skipgram", "1", "1")]
    [InlineData("skipgram", "0.1", "1")]
    [InlineData("skipgram", "2.5", "1")]
    [InlineData("skipgram", "1", "2")]
    [InlineData("skipgram", "0.1", "2")]
    [InlineData("cbow", "0.1", "1")]
    [InlineData("glove", "2.5", "1")]
    public void Train_RawText_TrainsTheEpochsPlanned(string task, string epochs, string threads)
    {
        string text = _folder.Write("lines.txt", string.Concat(Enumerable.Repeat("one two three four five six seven eight nine ten\n", 225)));
        using JsonDocument json = Json("train", "--primary", $"{task}:{text}", "--dimensions", "4", "--epochs", epochs, "--threads", threads);
        double planned = double.Parse(epochs, CultureInfo.InvariantCulture);
        Assert.InRange(json.RootElement.GetProperty("epochs").GetDouble(), planned - 0.01, planned + 0.01);
    }

    [Fact]
    public void Info_Model_ShowsTaskLabelsStrategyAndQuality()
    {
        using JsonDocument trained = Json("train", _run, "--strategy", "mtl", "--output", Model);
        string output = CommandLine.Run("info", Model).AssertSucceeds().Output;
        Assert.Matches(@"task +classification\r?\nstrategy +mtl \(classification, words\)\r?\nlabels +2: neg, pos\r?\ndev +accuracy [01]\.\d{4}\r?\ntest +accuracy [01]\.\d{4}\r?\n", output);
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("info", Model, "--json").AssertSucceeds().Output);
        JsonElement model = json.RootElement.GetProperty("model");
        Assert.Equal(trained.RootElement.GetProperty("test").GetDouble(), model.GetProperty("test").GetProperty("value").GetDouble());
        Assert.Equal(trained.RootElement.GetProperty("devBest").GetDouble(), model.GetProperty("dev").GetProperty("value").GetDouble());
    }

    private static IEnumerable<string?> Warnings(JsonDocument json) => json.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString());

    private static JsonDocument Json(params string[] arguments) => JsonDocument.Parse(CommandLine.Run([.. arguments, "--json"]).AssertSucceedsWithProgress().Output);

    private JsonDocument Report() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Model, "report.json")));
}
