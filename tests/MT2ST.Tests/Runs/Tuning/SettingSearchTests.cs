using System.Text.Json;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Settings;

namespace MT2ST.Tests.Runs.Tuning;

public sealed class SettingSearchTests : IDisposable
{
    private static readonly string[] Praise = ["good", "great", "fine", "lovely"], Blame = ["bad", "poor", "awful", "dull"], Other = ["the", "film", "was", "a", "story", "and", "it"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_BudgetOfTrials_TriesThatManyTheDefaultsFirst()
    {
        TrainedModel model = Train(Run("8trials"));
        TuningReport report = model.Report.Tuning!;
        Assert.Equal(8, report.Trials);
        Assert.True(report.Dev >= report.DefaultsDev);
        JsonElement[] lines = [.. report.Log.Select(line => JsonElement.Parse(line))];
        Assert.Equal(report.Runs, lines.Length);
        Assert.Equal(1, lines[0].GetProperty("trial").GetInt32());
        Assert.Empty(lines[0].GetProperty("settings").EnumerateObject());
        Assert.All(lines, line => Assert.InRange(line.GetProperty("dev").GetDouble(), 0, 1));
        Assert.Equal(8, lines.Select(line => line.GetProperty("settings").GetRawText()).Distinct().Count());
    }

    [Fact]
    public void Train_BudgetOfTime_IsKept()
    {
        TuningReport report = Train(Run("1s") with { Threads = 2 }).Report.Tuning!;
        Assert.InRange(report.WallSeconds, 0, 5); // The trials under way are stopped; the machine may be busy.
        Assert.True(report.Runs > 1);
    }

    [Fact]
    public void Train_TooLittleTime_KeepsTheDefaultsAndSaysSo()
    {
        TuningReport report = Train(Run("0.000001s")).Report.Tuning!;
        Assert.Empty(report.Settings);
        Assert.StartsWith("The budget was too small", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OtherTestData_ChangesNothingInTheSearch()
    {
        TextExample[] wrong = [.. Reviews(60, seed: 3).Select(review => new TextExample(review.Text, review.Labels[0] == "pos" ? "neg" : "pos"))];
        Assert.Equal(Figures(Reviews(60, seed: 3)), Figures(wrong));
        Assert.Equal(Figures(Reviews(60, seed: 3)), Figures(null));

        string[] Figures(TextExample[]? test) =>
            [.. Train(Run("6trials", test)).Report.Tuning!.Log.Select(line => JsonElement.Parse(line)).Select(line => $"{line.GetProperty("settings")} {line.GetProperty("dev")}")];
    }

    [Fact]
    public void Train_SettingsGiven_AreNotSearched()
    {
        RunOptions options = Run("10trials");
        TuningReport report = Train(options with { Epochs = 3, Primary = (ClassificationOptions)options.Primary with { WordNgrams = 1 } }).Report.Tuning!;
        Assert.DoesNotContain(report.Log, line => line.Contains("epochs", StringComparison.Ordinal) || line.Contains("wordNgrams", StringComparison.Ordinal));
    }

    [Fact]
    public void Train_NoDevData_HoldsSomeOutForTheSearchAlone()
    {
        RunOptions options = Run("4trials");
        TrainedModel model = Train(options with { Primary = options.Primary with { Dev = null } });
        Assert.Equal(0.2, model.Report.Tuning!.HeldOutShare);
        Assert.Equal(120, model.Report.Data!.Tasks[0].Texts);
        Assert.False(model.Report.Data.HasDev);
    }

    [Theory]
    [InlineData(120, "skipgram", "Name a similarity set by --dev-similarity")]
    [InlineData(5, "classification", "too few to hold some out")]
    public void Train_NothingToJudgeBy_IsAnErrorOfTheBudget(int count, string task, string expected)
    {
        TaskOptions primary = task == "skipgram" ? new SkipGramOptions { Train = Reviews(count, 1), MinCount = 1 } : new ClassificationOptions { Train = Reviews(count, 1) };
        SettingException error = Assert.Throws<SettingException>(() => Train(Run("4trials") with { Primary = primary }));
        Assert.Equal("tuning.budget", error.Setting);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_StoppedInTheSearch_WritesNothing()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        string folder = _folder.Path("model");
        Assert.ThrowsAny<OperationCanceledException>(() => EmbeddingTrainer.Train(Run("500trials") with { Output = folder }, new Listener(progress =>
        {
            if (progress.Tuning?.Runs > 2)
                stop.Cancel();
        }), stop.Token));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Train_WithOutput_WritesALogThatTheNextModelMayReplace()
    {
        string folder = _folder.Path("model");
        for (int time = 0; time < 2; time++)
        {
            Train(Run("4trials") with { Output = folder });
            Assert.All(File.ReadLines(Path.Combine(folder, ModelFolder.Tuning)), line => Assert.NotEqual(0, JsonElement.Parse(line).GetProperty("cpuSeconds").GetDouble()));
        }
        Assert.Equal(4, TrainedModel.Load(folder, Cancellation).Report.Tuning!.Trials);
    }

    [Theory]
    [InlineData("150K", null)]
    [InlineData("60K", null)]
    [InlineData("35K", null)]
    [InlineData("25K", null)]
    [InlineData("60K", "4trials")]
    public void Train_ModelSize_TheFolderIsJustBelowIt(string size, string? budget)
    {
        string folder = _folder.Path("small");
        TrainedModel model = Train(ManyWords with { ModelSize = size, Output = folder, Tuning = new TuningOptions { Budget = budget } });
        long bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        Assert.InRange((double)bytes / Bytes(size), budget is null ? 0.87 : 0.7, 1); // A search's log is not known before.
        Assert.NotEmpty(model.Report.Reductions);
        Assert.Equal(2, TrainedModel.Load(folder, Cancellation).Labels.Count);
    }

    [Fact]
    public void Train_ModelSize_CutsWordsLastAndWarnsIfMostAreCut()
    {
        RunRecord some = Train(ManyWords with { ModelSize = "150K" }).Report, few = Train(ManyWords with { ModelSize = "25K" }).Report;
        Assert.DoesNotContain(some.Reductions, reduced => reduced.StartsWith("words", StringComparison.Ordinal));
        Assert.DoesNotContain(some.Warnings, warning => warning.Contains("quality suffers", StringComparison.Ordinal));
        Assert.Contains("dimensions 2 instead of 16", few.Reductions);
        Assert.Contains("no n-grams of words", few.Reductions);
        string warning = Assert.Single(few.Warnings, warning => warning.StartsWith("Only ", StringComparison.Ordinal));
        Assert.Contains("fit into 25K, and the quality suffers.", warning, StringComparison.Ordinal);
        string whole = warning.Split("about ")[1].Split(' ')[0];
        Assert.Empty(Train(ManyWords with { ModelSize = whole }).Report.Reductions);
    }

    [Fact]
    public void Train_ModelSize_LeavesWhatIsGiven()
    {
        RunOptions options = ManyWords with { ModelSize = "100K", Dimensions = 8 };
        TrainedModel model = Train(options with { Primary = (ClassificationOptions)options.Primary with { WordNgrams = 2, CharacterNgrams = 3 } });
        var primary = (ClassificationOptions)model.Options.Primary;
        Assert.Equal((8, 2, 3), (model.Options.Dimensions, primary.WordNgrams, primary.CharacterNgrams));
    }

    [Fact]
    public void Train_TrialsThatTheModelSizeMakesAlike_AreTriedOnce()
    {
        RunOptions options = Run("4trials") with { ModelSize = "25K", Epochs = 2 };
        Dictionary<string, IReadOnlyList<JsonElement>> space = new() { ["dimensions"] = [JsonElement.Parse("64"), JsonElement.Parse("96")] };
        Assert.Equal(1, Train(options with { Tuning = options.Tuning with { Space = space } }).Report.Tuning!.Trials);
    }

    [Fact]
    public void Train_ModelSizeThatNothingFits_IsAnError() =>
        Assert.Contains("too small for a model", Assert.Throws<SettingException>(() => Train(Run(null) with { ModelSize = "1K" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Train_ModelSizeThatIsLarge_ReducesNothing() => Assert.Empty(Train(Run(null) with { ModelSize = "1G" }).Report.Reductions);

    private static RunOptions ManyWords => new()
    {
        Primary = new ClassificationOptions { Train = Enumerable.Range(0, 500).Select(i => new TextExample($"{Reviews(1, (ulong)i)[0].Text} w{i} v{i} u{i % 50}", i % 2 == 0 ? "pos" : "neg")).ToArray() },
        Epochs = 5,
    };

    private static long Bytes(string size) => ByteSize.Parse("modelSize", size);

    private static TrainedModel Train(RunOptions options) => EmbeddingTrainer.Train(options, cancellationToken: Cancellation);

    private static RunOptions Run(string? budget, TextExample[]? test = null) => new()
    {
        Primary = new ClassificationOptions { Train = Reviews(120, seed: 1), Dev = Reviews(60, seed: 2), Test = test is null ? null : (ExampleSource)test },
        Tuning = new TuningOptions { Budget = budget },
    };

    private static TextExample[] Reviews(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => new TextExample(string.Join(' ', Enumerable.Range(0, 6).Select(_ => Word(i % 2 == 0, random))), i % 2 == 0 ? "pos" : "neg"))];
    }

    private static string Word(bool isPraise, SeededRandom random)
    {
        string[] words = random.NextInt32(3) > 0 ? Other : random.NextInt32(10) < 8 == isPraise ? Praise : Blame;
        return words[random.NextInt32(words.Length)];
    }

    private sealed class Listener(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
