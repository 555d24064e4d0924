using System.Text.Json;
using MT2ST.Formats;
using MT2ST.Schedules;

namespace MT2ST.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public TrainCommandTests() => _run = SmallData.Write(_folder);

    public static TheoryData<string> Strategies { get; } = [.. BuiltInSchedules.All.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Train_EveryStrategy_LearnsAndWritesAModelThatTheOtherCommandsRead(string strategy)
    {
        string model = _folder.Path("model");
        using JsonDocument json = Json("train", _run, "--strategy", strategy, "--output", model, "--json");
        Assert.Equal(strategy, json.RootElement.GetProperty("strategy").GetString());
        Assert.True(json.RootElement.GetProperty("devBest").GetDouble() > 0.9, json.RootElement.ToString());
        Assert.Equal(["format.json", "labels.txt", "parameters.safetensors", "report.json", "run.json", "vectors.txt", "vocabulary.txt"], Directory.GetFiles(model).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        CommandLine.Run("nearest", model, "good").AssertSucceeds();
        CommandLine.Run("evaluate", model, "--similarity", _folder.Write("similar.txt", "good great 9\ngood bad 1\n")).AssertSucceeds();
        Assert.Contains("model folder", CommandLine.Run("info", model).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_HasTheDocumentedNames()
    {
        using JsonDocument json = Json("train", _run, "--json");
        JsonElement report = json.RootElement;
        string[] names = ["wordsPerSecond", "cpuSeconds", "wallSeconds", "preparationSeconds", "peakBytes", "devBest", "test", "testDetails", "multiplyAdds", "kept", "ended"];
        Assert.Empty(names.Except(report.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["classification", "words"], report.GetProperty("multiplyAdds").EnumerateObject().Select(property => property.Name));
        Assert.True(report.GetProperty("wordsPerSecond").GetDouble() > 0);
        Assert.Equal("finished", report.GetProperty("ended").GetString());
    }

    [Fact]
    public void Train_MeasuredCostsGivenToAnotherRun_RepeatIt()
    {
        using JsonDocument measured = Json("train", _run, "--strategy", "gain", "--measure-costs", "--json");
        JsonElement factors = measured.RootElement.GetProperty("costFactors");
        Assert.Equal(["classification", "words"], factors.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, factors.GetProperty("classification").GetDouble());
        using JsonDocument given = Json("train", _run, "--strategy", "gain", "--set", $"auxiliaries.words.costFactor={factors.GetProperty("words").GetRawText()}", "--json");
        Assert.Equal(factors.ToString(), given.RootElement.GetProperty("costFactors").ToString());
        Assert.Equal(measured.RootElement.GetProperty("multiplyAdds").ToString(), given.RootElement.GetProperty("multiplyAdds").ToString());
        Assert.InRange(measured.RootElement.GetProperty("cpuSeconds").GetDouble(), 1, 60); // Two tasks for half a second each, charged to the run.
    }

    [Theory]
    [InlineData("bilstm", "crf")]
    [InlineData("window", "softmax")]
    public void Train_ConllSpans_AreLearntAndMeasuredAsSpans(string encoder, string output)
    {
        string sentences = string.Concat(Enumerable.Range(0, 40).Select(i => $"Mr NNP O\n{(i % 2 == 0 ? "Ada" : "Alan")} NNP B-PER\nSmith NNP I-PER\nsleeps VBZ O\n\n"));
        string train = _folder.Write("train.conll", sentences), test = _folder.Write("test.conll", "Mr NNP O\nAda NNP B-PER\nSmith NNP I-PER\nsleeps VBZ O\n");
        using JsonDocument json = Json(
            "train", "--primary", $"tagging:{train}", "--dev", test, "--test", test, "--encoder", encoder, "--set", $"primary.output={output}", "--hidden", "16", "--dimensions", "8", "--epochs", "10", "--json");
        Assert.Equal("span F1", json.RootElement.GetProperty("testMetric").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("test").GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("testDetails").GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public void Train_RowsWithoutLabelAndOfWeightZero_AreLeftOutAndSaid()
    {
        string rows = "a good film\tpos\t1\na bad film\tneg\t2\n", train = _folder.Write("w.tsv", $"{rows}a fine film\t\t\na dull film\tneg\t0\n{rows}"), test = _folder.Write("t.tsv", "good\tpos\t1\nbad\tneg\t1\nso\t\t1\n");
        CommandResult result = CommandLine.Run("train", "--primary", $"classification:{train}", "--test", test, "--text-column", "1", "--label-column", "2", "--weight-column", "3", "--dimensions", "8");
        Assert.Contains("Read classification 12 tokens in 4 texts (left out: 1 without a label, 1 of weight 0)", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{test}: 1 of 3 examples have no label and are left out.", result.AssertSucceedsWithProgress().Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WeightZero_EqualsLeavingTheRowOut()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 2 == 0 ? "good" : "bad")} film {i}\t{(i % 2 == 0 ? "pos" : "neg")}\t1\n"));
        Assert.Equal(Vectors(rows), Vectors(rows + "good story\tneg\t0\n"));

        string Vectors(string text)
        {
            string folder = _folder.Path("weights");
            CommandLine.Run("train", "--primary", $"classification:{_folder.Write("w.tsv", text)}", "--text-column", "1", "--label-column", "2", "--weight-column", "3", "--dimensions", "8", "--output", folder, "--force").AssertSucceedsWithProgress();
            return File.ReadAllText(Path.Combine(folder, "vectors.txt"));
        }
    }

    [Fact]
    public void Train_CorpusAlone_IsSkipGram()
    {
        using JsonDocument json = Json("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--window", "2", "--json");
        Assert.Equal("skipgram", Assert.Single(json.RootElement.GetProperty("tasks").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("cbow")]
    [InlineData("glove")]
    [InlineData("skipgram")]
    public void Train_TextSmallerThanABatch_RunsTheEpochsAskedFor(string task)
    {
        using JsonDocument json = Json("train", "--corpus", _folder.Path("text.txt"), "--primary", task, "--dimensions", "8", "--min-count", "1", "--batch", "1000000", "--epochs", "3", "--json");
        Assert.InRange(json.RootElement.GetProperty("epochs").GetDouble(), 3, 3.01);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_OutputWithASlashBehindIt_WritesTheModel(bool exists)
    {
        string model = _folder.Path("model");
        if (exists)
            CommandLine.Run("train", _run, "--output", model).AssertSucceedsWithProgress();
        CommandLine.Run("train", _run, "--output", model + "/", "--force").AssertSucceedsWithProgress();
        CommandLine.Run("nearest", model, "good", "--top", "2147483647").AssertSucceeds();
    }

    [Fact]
    public void Train_OutputNameTooLong_IsToldBeforeTraining() =>
        CommandLine.Run("train", _run, "--output", _folder.Path(new string('n', 250))).AssertFailsAfterProgress(1, "longer than 200 bytes");

    [Fact]
    public void Train_DevWithoutAKnownWord_Fails() =>
        CommandLine.Run("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--dev", _folder.Write("dev.txt", "qqq zzz\n"), "--output", _folder.Path("model"))
            .AssertFailsAfterProgress(1, "dev.txt: found no word of the training data's vocabulary");

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Train_CorpusBeyondTheMemoryLimit_IsStreamedAndLeavesNoFile(string threads)
    {
        string temporary = Directory.CreateDirectory(_folder.Path("temporary")).FullName;
        CommandResult train = CommandLine.RunProcess(
            ["train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--threads", threads, "--memory-limit", "1K", "--json"],
            ("TMPDIR", temporary), ("TMP", temporary)).AssertSucceedsWithProgress();
        using JsonDocument report = JsonDocument.Parse(train.Output);
        Assert.Equal("skipgram", Assert.Single(report.RootElement.GetProperty("streamed").EnumerateArray()).GetString());
        Assert.Contains($"are more than the memory limit of 1K: they are streamed from a temporary file in {temporary}", train.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(temporary, "mt2st-*"));
    }

    [Fact]
    public void Train_MemoryLimit_ChangesLittleInWhatIsLearnt()
    {
        double[] dev = [.. ((string[])["1G", "1K"]).Select(limit =>
        {
            using JsonDocument json = Json("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--epochs", "20", "--dev-share", "0.1", "--memory-limit", limit, "--json");
            return json.RootElement.GetProperty("devBest").GetDouble();
        })];
        Assert.InRange(dev[1], dev[0] - 0.1, dev[0] + 0.1);
    }

    [Fact]
    public void Train_AuxiliaryWithoutAStrategy_RunsItAndSaysHow()
    {
        string[] flags = ["train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--auxiliary", $"lexicon:{_folder.Path("words.tsv")}", "--dimensions", "8", "--json"];
        CommandResult result = CommandLine.Run(flags).AssertSucceedsWithProgress();
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal("diminish", json.RootElement.GetProperty("strategy").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("tasks").GetArrayLength());
        Assert.StartsWith("No strategy is named, so it is 'diminish', as there are auxiliaries.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No strategy", CommandLine.Run([.. flags, "--strategy", "stl"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TasksFromFlags_RunTogether()
    {
        using JsonDocument json = Json(
            "train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--dev", _folder.Path("dev.tsv"),
            "--auxiliary", $"lexicon:{_folder.Path("words.tsv")}", "--auxiliary", $"relation:{_folder.Path("pairs.txt")}",
            "--strategy", "mtl", "--dimensions", "8", "--set", "auxiliaries.relation.units=1", "--json");
        Assert.Equal(["classification", "lexicon", "relation"], json.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()));
    }

    [Fact]
    public void Train_SimilaritySets_MeasureDevAndReportTheTestHalf()
    {
        using JsonDocument json = Json(RawText("--dev-similarity", SmallData.WriteSimilarity(_folder), "--json"));
        JsonElement set = Assert.Single(json.RootElement.GetProperty("similarity").EnumerateArray());
        Assert.Equal("similar", set.GetProperty("name").GetString());
        Assert.InRange(set.GetProperty("pairs").GetInt32(), 15, 40); // About half of 55.
        Assert.Equal(set.GetProperty("pairs").GetInt32(), set.GetProperty("found").GetInt32());
        Assert.Equal("spearman", json.RootElement.GetProperty("testMetric").GetString());
        Assert.Equal(set.GetProperty("spearman").GetDouble(), json.RootElement.GetProperty("test").GetDouble());
        Assert.InRange(json.RootElement.GetProperty("devBest").GetDouble(), -1, 1);
        Assert.Equal("best", json.RootElement.GetProperty("kept").GetString());
    }

    [Fact]
    public void Train_PairsThatAreMeasured_AreWarnedOfUnlessExcluded()
    {
        string set = SmallData.WriteSimilarity(_folder), pairs = $"relation:{_folder.Path("pairs.txt")}", model = _folder.Path("model");
        string[] arguments = RawText("--dev-similarity", set, "--auxiliary", pairs, "--strategy", "mtl");
        string warned = CommandLine.Run([.. arguments]).AssertSucceedsWithProgress().Output;
        Assert.Matches(@"pairs of relation +2 ", warned);
        Assert.Matches(@"\nWarning: Task 'relation' trains on 1 pairs on which the run .* set auxiliaries\.relation\.exclude to the sets that measure it\.", warned);
        string excluded = CommandLine.Run([.. arguments, "--set", $"auxiliaries.relation.exclude={set}", "--output", model]).AssertSucceedsWithProgress().Output;
        Assert.Matches(@"pairs of relation +1, without 1 of similar\.txt", excluded);
        Assert.DoesNotContain("Warning", excluded, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(model, "report.json")));
        JsonElement file = Assert.Single(Assert.Single(report.RootElement.GetProperty("pairs").EnumerateArray()).GetProperty("excluded").EnumerateArray());
        Assert.Equal(["good great"], file.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetString()));
    }

    [Fact]
    public void Train_JudgedPairsAndQuestions_HelpAsAuxiliaries()
    {
        string questions = _folder.Write("questions.txt", ": kind\ngood great bad awful\ngood fine bad poor\n");
        using JsonDocument json = Json(RawText(
            "--auxiliary", $"similarity:{SmallData.WriteSimilarity(_folder)}", "--auxiliary", $"analogy:{questions}", "--strategy", "mtl", "--set", "auxiliaries.similarity.half=dev", "--json"));
        Assert.Equal(["skipgram", "similarity", "analogy"], json.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()));
        Assert.All(json.RootElement.GetProperty("multiplyAdds").EnumerateObject(), task => Assert.True(task.Value.GetInt64() > 0));
        JsonElement pairs = Assert.Single(json.RootElement.GetProperty("pairs").EnumerateArray());
        Assert.Equal("similarity", pairs.GetProperty("task").GetString());
        Assert.InRange(pairs.GetProperty("trainedCount").GetInt32(), 15, 40); // A half of 55.
    }

    [Fact]
    public void Train_SimilarityAsPrimary_LearnsItsScores()
    {
        string set = SmallData.WriteSimilarity(_folder);
        string[] arguments = ["train", "--primary", $"similarity:{set}", "--dev", set, "--dimensions", "8", "--epochs", "100", "--evaluations-per-epoch", "0.1"];
        using JsonDocument json = Json([.. arguments, "--json"]);
        Assert.True(json.RootElement.GetProperty("devBest").GetDouble() > 0.8, json.RootElement.ToString());
        Assert.Contains("Task 'similarity' trains on 55 pairs on which the run is measured.", json.RootElement.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_PairsOfRareWords_AreCountedAsMissing()
    {
        string pairs = _folder.Write("rare.txt", "good great\nbad awful\nbad good\ngood fine\n");
        using JsonDocument json = Json(RawText("--auxiliary", $"relation:{pairs}", "--strategy", "mtl", "--set", "auxiliaries.relation.minCount=2", "--json"));
        Assert.Equal(1, Assert.Single(json.RootElement.GetProperty("pairs").EnumerateArray()).GetProperty("missingCount").GetInt32()); // awful
    }

    [Fact]
    public void Train_InitialVectors_StartFromAModelAndSayHowManyWordsItHas()
    {
        string model = _folder.Path("model"), next = _folder.Path("next");
        CommandLine.Run(RawText("--output", model)).AssertSucceedsWithProgress();
        string[] arguments = RawText("--initial-vectors", model, "--rate", "1e-9", "--output", next);
        Assert.Matches(@"initial vectors +100\.0 % of the words, 100\.0 % of the tokens", CommandLine.Run(arguments).AssertSucceedsWithProgress().Output);
        WordVectors first = VectorFile.Load(model, TestContext.Current.CancellationToken), second = VectorFile.Load(next, TestContext.Current.CancellationToken);
        Assert.Equal(first.Rows.Values.ToArray(), second.Rows.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(next, "report.json")));
        Assert.Equal(1, report.RootElement.GetProperty("initial").GetProperty("wordShare").GetDouble());
    }

    [Fact]
    public void Train_Table_SaysWhatWasKeptAndWhy()
    {
        CommandResult result = CommandLine.Run("train", _run).AssertSucceedsWithProgress();
        Assert.Matches(@"kept +parameters of the best evaluation on dev", result.Output);
        Assert.Matches(@"ended +finished", result.Output);
        Assert.Matches(@"Reading .*train\.tsv, .*words\.tsv \.\.\.\r?\nRead classification 1,200 tokens in 120 texts \(2 labels: neg 60, pos 60\), words 8 tokens in 8 texts \(2 labels: neg 4, pos 4\); vocabulary 15 words; ", result.Error);
        Assert.Matches(@"epoch 3\.00  classification=1 words=0\.\d+  dev accuracy [01]\.\d{4}", result.Error);
    }

    [Fact]
    public void Train_PrintConfig_RoundTripsThroughARunFile()
    {
        string first = CommandLine.Run("train", _run, "--epochs", "7", "--set", "auxiliaries.words.eta=0.25", "--joint", "--print-config").AssertSucceeds().Output;
        string second = CommandLine.Run("train", _folder.Write("merged.json", first), "--print-config").AssertSucceeds().Output;
        Assert.Equal(first, second);
        using JsonDocument json = JsonDocument.Parse(first);
        Assert.Equal(7, json.RootElement.GetProperty("epochs").GetDouble());
        Assert.Equal(0.25, json.RootElement.GetProperty("auxiliaries")[0].GetProperty("eta").GetDouble());
        Assert.True(json.RootElement.GetProperty("strategy").GetProperty("joint").GetBoolean());
    }

    [Fact]
    public void Train_SetAndFlag_SetWins()
    {
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("train", _run, "--set", "dimensions=5", "--dimensions", "6", "--print-config").AssertSucceeds().Output);
        Assert.Equal(5, json.RootElement.GetProperty("dimensions").GetInt32());
    }

    [Fact]
    public void Train_Interrupted_SavesTheModelAndEndsWithTheInterruptsCode()
    {
        using CancellationTokenSource stop = new();
        using var error = new StoppingWriter(stop, "  classification="); // The first evaluation behind a step: training has begun.
        string model = _folder.Path("model");
        CommandResult result = CommandLine.Run(error, stop.Token, "train", _run, "--epochs", "1000000", "--evaluations-per-epoch", "1", "--output", model);
        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Matches(@"ended +cancelled", result.Output);
        Assert.True(File.Exists(Path.Combine(model, ModelFolder.Vectors)));
    }

    [Fact]
    public void Train_MistypedOption_IsSuggested()
    {
        CommandResult result = CommandLine.Run("train", "--corpus", "a.txt", "--dimension", "5");
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("'--dimension'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OverAModelByForce_ReplacesItAndLeavesNothingBeside()
    {
        string model = _folder.Path("model");
        Assert.Equal(ExitCode.Success, CommandLine.Run("train", _run, "--output", model).ExitCode);
        Assert.Equal(ExitCode.Success, CommandLine.Run("train", _run, "--output", model, "--force").ExitCode);
        Assert.True(File.Exists(Path.Combine(model, "run.json")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root, "*.tmp"));
    }

    [Fact]
    public void Train_OutputThatIsSomethingElse_IsRefusedBeforeTheWork() =>
        CommandLine.Run("train", _run, "--output", _folder.Root + "/train.tsv").AssertFails(
            ExitCode.Failure,
            $"{_folder.Root}/train.tsv: is a file, expected a folder or a free name. Choose another folder.");

    private string[] RawText(params string[] arguments) =>
        ["train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--window", "2", .. arguments];

    private static JsonDocument Json(params string[] arguments) => JsonDocument.Parse(CommandLine.Run(arguments).AssertSucceedsWithProgress().Output);
}
