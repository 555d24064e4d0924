using System.Text.Json;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs;

/// <summary>Training, saving, loading, predicting and comparing through the front door, on examples in memory.</summary>
public sealed class FrontDoorTests(FrontDoorTests.Trained trained) : IClassFixture<FrontDoorTests.Trained>, IDisposable
{
    private static readonly string[] Texts = ["a good and great film", "a bad boring film", "great", "", "words that nobody knows", "bad good bad"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ExamplesInMemory_LearnsThem()
    {
        Assert.Equal("pos", trained.Model.Predict("great and fine").Label);
        Assert.Equal("neg", trained.Model.Predict("a boring film").Label);
        Assert.Equal(["neg", "pos"], trained.Model.Labels.Order());
        Assert.Equal("finished", trained.Model.Report.Ended);
        Assert.Equal(["classification", "lexicon"], trained.Model.Report.Tasks);
        Assert.Contains(trained.Model.Vectors.MostSimilar("great", 3, Cancellation), match => match.Word is "good" or "fine");
    }

    [Fact]
    public void Train_FilesWithTheSameExamples_GivesTheSameModel()
    {
        RunOptions files = Trained.Options with
        {
            Primary = new ClassificationOptions { Train = _folder.Write("train.tsv", string.Concat(Trained.Reviews.Select(review => $"{review.Labels[0]}\t{review.Text}\n"))), Dropout = 0 },
            Auxiliaries = [new LexiconOptions { Train = _folder.Write("words.tsv", string.Concat(Trained.Words.Select(word => $"{word.Labels[0]}\t{word.Text}\n"))) }],
        };
        TrainedModel model = EmbeddingTrainer.Train(files, cancellationToken: Cancellation);
        Assert.All(Texts, text => Assert.Equal(trained.Model.PredictAll(text), model.PredictAll(text)));
    }

    [Fact]
    public void Save_ThenLoad_GivesTheSameAndSavesTheSameAgain()
    {
        string first = _folder.Path("first"), second = _folder.Path("second");
        trained.Model.Save(first);
        TrainedModel loaded = TrainedModel.Load(first, Cancellation);
        Assert.All(Texts, text => Assert.Equal(trained.Model.PredictAll(text), loaded.PredictAll(text)));
        Assert.Equal(trained.Model.Report.Steps, loaded.Report.Steps);
        Assert.Equal(trained.Model.Vectors.MostSimilar("good", 5, Cancellation), loaded.Vectors.MostSimilar("good", 5, Cancellation));

        loaded.Save(second);
        Assert.All(Directory.GetFiles(first), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(second, Path.GetFileName(file)))));
    }

    [Fact]
    public void Save_RunFile_CannotBeTrainedAgain()
    {
        trained.Model.Save(_folder.Path("model"));
        RunOptions again = TrainedModel.Load(_folder.Path("model"), Cancellation).Options;
        Assert.Contains("stands for examples that a program held in memory", Assert.Throws<FileNotFoundException>(() => EmbeddingTrainer.Train(again, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_SixteenThreadsAtOnce_GivesWhatOneGives()
    {
        string folder = _folder.Path("model");
        trained.Model.Save(folder);
        TrainedModel model = TrainedModel.Load(folder, Cancellation);
        LabelProbability[] expected = [.. Texts.Select(trained.Model.Predict)];
        WordMatch[] near = [.. trained.Model.Vectors.MostSimilar("good", 3, Cancellation)];
        using Barrier start = new(16);
        Task<bool>[] threads = [.. Enumerable.Range(0, 16).Select(thread => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait(Cancellation);
            return model.Vectors.MostSimilar("good", 3, Cancellation).SequenceEqual(near) && model.Report.Steps == trained.Model.Report.Steps && Enumerable.Range(0, 2000).All(i => model.Predict(Texts[(i + thread) % Texts.Length]) == expected[(i + thread) % Texts.Length]);
        }, Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.All(await Task.WhenAll(threads), Assert.True);
    }

    [Fact]
    public void Predict_Warm_AllocatesNothing()
    {
        double[] probabilities = new double[trained.Model.Labels.Count];
        for (int i = 0; i < 100; i++)
            Predict(i);
        Allocations.AssertNone(() =>
        {
            for (int i = 0; i < 100; i++)
                Predict(i);
        });

        void Predict(int i)
        {
            trained.Model.Predict(Texts[i % Texts.Length]);
            trained.Model.Predict("a great film"u8, probabilities);
        }
    }

    [Fact]
    public void PredictAll_LikeliestFirst_SumsToOne()
    {
        IReadOnlyList<LabelProbability> labels = trained.Model.PredictAll("great film");
        Assert.Equal(["pos", "neg"], labels.Select(label => label.Label));
        Assert.Equal(1, labels.Sum(label => label.Probability), 1e-6);
        Assert.Equal(labels[0], trained.Model.Predict("great film"));
    }

    [Fact]
    public void Predict_ModelOfRawText_SaysWhatItLacks()
    {
        TrainedModel model = EmbeddingTrainer.Train(new RunOptions { Dimensions = 4, Primary = new SkipGramOptions { MinCount = 1, Train = ExampleSource.FromMemory([new("a b c a b c"), new("b c a")]) } }, cancellationToken: Cancellation);
        Assert.False(model.LabelsTexts);
        Assert.Contains("'skipgram', which labels no texts", Assert.Throws<InvalidOperationException>(() => model.Predict("a")).Message, StringComparison.Ordinal);
        Assert.Equal(2, model.Vectors.MostSimilar("a", cancellationToken: Cancellation).Count);
    }

    [Fact]
    public void Train_Progress_ReadsThenTrainsThenEvaluates()
    {
        List<RunProgress> reports = [];
        EmbeddingTrainer.Train(Trained.Options, new Synchronous<RunProgress>(reports.Add), Cancellation);
        Assert.True(reports[0].IsReading);
        Assert.Equal(Trained.Reviews.Length, reports[1].Data!.Tasks[0].Texts);
        Assert.Equal(1, reports[^1].Share, 1e-6);
        Assert.NotNull(reports[^1].Evaluation);
    }

    [Fact]
    public void Train_Cancelled_ReturnsWhatWasLearntOrNothing()
    {
        using CancellationTokenSource stop = new();
        TrainedModel model = EmbeddingTrainer.Train(Trained.Options with { Epochs = 1e5 }, new Synchronous<RunProgress>(progress =>
        {
            if (progress.Epoch > 3)
                stop.Cancel();
        }), stop.Token);
        Assert.Equal("cancelled", model.Report.Ended);
        Assert.Throws<OperationCanceledException>(() => EmbeddingTrainer.Train(Trained.Options, cancellationToken: stop.Token));
    }

    [Fact]
    public void Train_Output_SavesThere()
    {
        TrainedModel model = EmbeddingTrainer.Train(Trained.Options with { Output = _folder.Path("model") }, cancellationToken: Cancellation);
        Assert.True(model.IsSaved);
        Assert.Equal(model.Predict("great"), TrainedModel.Load(_folder.Path("model"), Cancellation).Predict("great"));
    }

    [Fact]
    public void Train_FormatOfExamplesInMemory_IsRefused()
    {
        RunOptions options = new() { Primary = new ClassificationOptions { Train = Trained.Reviews, LabelColumn = "label" } };
        Assert.Equal("primary.labelColumn says how a file is read, but primary.train is in memory; leave it out.", Assert.Throws<SettingException>(() => EmbeddingTrainer.Train(options, cancellationToken: Cancellation)).Message);
    }

    [Theory]
    [InlineData("text", "word", "examples in memory:2: found both a text and words")]
    [InlineData("", "", "examples in memory:2: found an empty word")]
    [InlineData("", null, "examples in memory:2: found an empty word")]
    [InlineData(null, "word", "examples in memory:2: found null")]
    public void Train_BrokenExample_IsNamedByItsNumber(string? text, string? word, string expected)
    {
        TextExample[] examples = [new("fine", "pos"), new() { Text = text!, Words = [word!], Labels = ["neg"] }];
        Assert.StartsWith(expected, Assert.Throws<InvalidDataException>(() => EmbeddingTrainer.Train(new RunOptions { Primary = new ClassificationOptions { Train = examples } }, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_UnlabelledExamples_AreRefusedWithoutTalkOfFiles()
    {
        string message = Assert.Throws<InvalidDataException>(() => EmbeddingTrainer.Train(new RunOptions { Primary = new ClassificationOptions { Train = ExampleSource.FromMemory([new("fine")]) } }, cancellationToken: Cancellation)).Message;
        Assert.Equal("examples in memory: found none of what task 'classification' needs, expected a label for each document. Give it in each example.", message);
    }

    [Fact]
    public void Train_TaggerFromMemory_ReadsWordsWithTags()
    {
        TextExample[] sentences = [.. Enumerable.Repeat(TextExample.OfWords("dogs", "sleep") with { Tags = ["NOUN", "VERB"] }, 20)];
        TrainedModel model = EmbeddingTrainer.Train(new RunOptions { Dimensions = 4, Epochs = 5, Primary = new TaggingOptions { Train = sentences, Test = sentences } }, cancellationToken: Cancellation);
        Assert.Equal(1, model.Report.Test!.Value);
        Assert.Equal(["NOUN", "VERB"], model.Labels.Order());
    }

    [Fact]
    public void Compare_TwoStrategiesInMemory_GivesRowsVerdictAndTheSameNumbersAsFiles()
    {
        RunOptions run = Trained.Options with { Epochs = 6, EvaluationsPerEpoch = 2, Seeds = 3, Primary = new ClassificationOptions { Train = Trained.Reviews, Dev = Trained.Reviews, Test = Trained.Reviews } };
        List<ComparisonProgress> reports = [];
        ComparisonResult result = StrategyComparison.Run(run, [new StlOptions(), new SwitchOptions { At = 2 }], new ComparisonOptions { WarmUp = TimeSpan.Zero }, new Synchronous<ComparisonProgress>(reports.Add), Cancellation);

        Assert.Equal(["stl", "switch"], result.Strategies.Select(row => row.Name));
        Assert.Equal<ulong>([1, 2, 3], result.Seeds);
        Assert.All(result.Strategies, row => Assert.Equal(3, row.Runs.Count));
        Assert.Contains("switch", result.Verdict, StringComparison.Ordinal);
        Assert.Null(result.Origin!.Command);
        Assert.Equal(["stl", "stl", "stl", "switch", "switch", "switch"], reports.Where(report => report.Model is not null).Select(report => report.Row).Order());
        Assert.Contains(reports, report => report.Run is not null);

        string reviews = _folder.Write("train.tsv", string.Concat(Trained.Reviews.Select(review => $"{review.Labels[0]}\t{review.Text}\n"))), words = _folder.Write("words.tsv", string.Concat(Trained.Words.Select(word => $"{word.Labels[0]}\t{word.Text}\n")));
        RunOptions files = run with { Primary = new ClassificationOptions { Train = reviews, Dev = reviews, Test = reviews }, Auxiliaries = [new LexiconOptions { Train = words }] };
        ComparisonResult ofFiles = StrategyComparison.Run(files, [new StlOptions(), new SwitchOptions { At = 2 }], new ComparisonOptions { WarmUp = TimeSpan.Zero }, cancellationToken: Cancellation);
        Assert.Equal(Figures(ofFiles), Figures(result));

        static IEnumerable<(double, double?, IReadOnlyDictionary<string, long>)> Figures(ComparisonResult result) =>
            result.Strategies.SelectMany(row => row.Runs).Select(run => (run.DevBest, run.Test, run.MultiplyAdds));
    }

    [Fact]
    public void Compare_MemoryWithTuningAndRunsFolder_TakesWhatIsKept()
    {
        RunOptions run = Trained.Options with
        {
            Epochs = 2,
            Seeds = 1,
            Primary = new ClassificationOptions { Train = Trained.Reviews, Dev = Trained.Reviews },
            Tuning = new TuningOptions { Space = new Dictionary<string, IReadOnlyList<JsonElement>> { ["primary.rate"] = [JsonElement.Parse("0.05"), JsonElement.Parse("0.2")] } },
        };
        ComparisonOptions options = new() { WarmUp = TimeSpan.Zero, TuningTrials = 2, RunsFolder = _folder.Path("runs") };
        ComparisonResult first = StrategyComparison.Run(run, [new StlOptions(), new SwitchOptions { At = 1 }], options, cancellationToken: Cancellation);
        Assert.Equal(4, first.Tuning!.TrialCount);
        Assert.Equal(1, first.Tuning.Strategies["switch"]["strategy.at"].GetDouble());

        List<ComparisonProgress> reports = [];
        ComparisonResult again = StrategyComparison.Run(run, [new StlOptions(), new SwitchOptions { At = 1 }], options, new Synchronous<ComparisonProgress>(reports.Add), Cancellation);
        Assert.All(reports.Where(report => report.Record is not null), report => Assert.NotNull(report.TakenFrom));
        Assert.Equal(first.Verdict, again.Verdict);

        TextExample[] others = [.. Trained.Reviews.Reverse()];
        StrategyComparison.Run(run with { Primary = new ClassificationOptions { Train = others, Dev = Trained.Reviews } }, [new StlOptions()], options with { TuningTrials = 0 }, new Synchronous<ComparisonProgress>(reports.Add), Cancellation);
        Assert.Null(reports[^1].TakenFrom); // Other examples are another run.
    }

    [Fact]
    public void FromMemory_SameTextsInOtherWords_HaveOtherNames() =>
        Assert.NotEqual(ExampleSource.FromMemory([TextExample.OfWords("a\nb", "c")]).Paths, ExampleSource.FromMemory([TextExample.OfWords("a", "b\nc")]).Paths);

    [Fact]
    public void FromMemory_OtherWeightOrProbability_HasAnotherName() =>
        Assert.Equal(3, new[] { new TextExample("a", "x"), new("a", "x") { Weight = 2 }, new("a", "x") { Probability = 0.5 } }.Select(example => ExampleSource.FromMemory([example]).Paths[0]).Distinct().Count());

    [Fact]
    public void Train_ExamplesOfWeightZero_AreLeftOut()
    {
        TextExample[] wrong = [.. Trained.Reviews.Select(review => review with { Labels = [review.Labels[0] == "pos" ? "neg" : "pos"], Weight = 0 })];
        TrainedModel model = EmbeddingTrainer.Train(Trained.Options with { Auxiliaries = [], Strategy = new StlOptions(), Primary = new ClassificationOptions { Train = ExampleSource.FromMemory([.. wrong, .. Trained.Reviews]), Dropout = 0 } }, cancellationToken: Cancellation);
        Assert.Equal((Trained.Reviews.Length, wrong.Length), (model.Report.Data!.Tasks[0].Texts, model.Report.Data.Tasks[0].Weightless));
        Assert.Equal("pos", model.Predict("great film").Label);
    }

    // Half of the texts with the word "odd" have the label of that name: no word says which.
    [Fact]
    public void Train_SeveralLabels_KeepsTheThresholdChosenOnDev()
    {
        TextExample[] texts = [.. Enumerable.Range(0, 60).Select(i => new TextExample($"word{i % 7} {(i % 3 == 0 ? "odd" : "even")}", "all") { Labels = i % 6 == 0 ? ["odd", "all"] : ["all"] })];
        TrainedModel model = EmbeddingTrainer.Train(new RunOptions { Primary = new ClassificationOptions { Train = texts, Dev = texts, Test = texts, MultiLabel = true } }, cancellationToken: Cancellation);
        Assert.InRange(model.Threshold, 0.05, 0.95);
        Assert.NotEqual(0.5, model.Threshold);
        string folder = _folder.Path("labels");
        model.Save(folder);
        Assert.Equal(model.Threshold, TrainedModel.Load(folder, Cancellation).Threshold);
        Assert.Equal(model.Report.Test!.Value, model.Test(texts, cancellationToken: Cancellation).Figures.Single(figure => figure.Name == "microF1").Value, 1e-12);
    }

    [Fact]
    public void Train_LabelsThatHoldByHalf_LeaveTheModelUnsure()
    {
        TextExample[] doubted = [.. Trained.Reviews.Select(review => review with { Probability = 0.5 })];
        TrainedModel model = EmbeddingTrainer.Train(Trained.Options with { Auxiliaries = [], Strategy = new StlOptions(), Primary = new ClassificationOptions { Train = doubted, TokenWeights = TokenWeighting.None, Dropout = 0 } }, cancellationToken: Cancellation);
        Assert.Equal(0.5, model.Predict("great film").Probability, 0.05);
    }

    [Theory]
    [InlineData(-1, 1, "examples in memory:2: found the weight -1, expected a number in [0, 1000].")]
    [InlineData(double.NaN, 1, "examples in memory:2: found the weight NaN")]
    [InlineData(1, 1.5, "examples in memory:2: found the probability 1.5, expected a number in [0, 1].")]
    public void Train_WrongWeightOrProbability_IsNamedByItsNumber(double weight, double probability, string expected)
    {
        TextExample[] examples = [new("fine", "pos"), new("dull", "neg") { Weight = weight, Probability = probability }];
        Assert.StartsWith(expected, Assert.Throws<InvalidDataException>(() => EmbeddingTrainer.Train(new RunOptions { Primary = new ClassificationOptions { Train = examples } }, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WeightsOfATaskThatReadsNone_AreRefused()
    {
        TextExample[] words = [new("good", "a"), new("bad", "b") { Weight = 2 }];
        Assert.Contains("found weights or probabilities, which task 'lexicon' does not read; they are for classification.", Assert.Throws<InvalidDataException>(() => EmbeddingTrainer.Train(new RunOptions { Primary = new LexiconOptions { Train = words } }, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromMemory_CallersListChangesLater_ChangesNothing()
    {
        List<string> words = ["a", "b"];
        ExampleSource source = ExampleSource.FromMemory([TextExample.OfWords(words)]);
        words[0] = "c";
        Assert.Equal(["a", "b"], source.Examples![0].Words);
    }

    [Fact]
    public void Compare_WithControls_AddsPretrainingTwiceTheRateAndThePlacebo()
    {
        RunOptions run = Trained.Options with { Epochs = 2, Seeds = 1, Primary = new ClassificationOptions { Train = Trained.Reviews, Dev = Trained.Reviews } };
        ComparisonResult result = StrategyComparison.Run(run, [new StlOptions(), new SwitchOptions()], new ComparisonOptions { WarmUp = TimeSpan.Zero, Controls = true }, cancellationToken: Cancellation);
        Assert.Equal(["placebo", "pretrain", "stl", "stl-2x", "switch"], result.Strategies.Select(row => row.Name).Order());
    }

    [Fact]
    public void Compare_StrategyTwice_IsRefused() => Assert.Contains(
        "'stl' is named twice",
        Assert.Throws<SettingException>(() => StrategyComparison.Run(Trained.Options, [new StlOptions(), new StlOptions()], cancellationToken: Cancellation)).Message,
        StringComparison.Ordinal);

    public static TheoryData<RunOptions, string> WrongOptions { get; } = new()
    {
        { Trained.Options with { Strategy = new SwitchOptions { At = double.NaN } }, "strategy.at is NaN; it must be at least 0." },
        { Trained.Options with { Keep = (KeptParameters)99 }, "keep is 99; it must be one of best, last." },
        { Trained.Options with { Primary = null! }, "primary is missing; name the task" },
        { Trained.Options with { Auxiliaries = null! }, "auxiliaries is null; expected a list." },
        { Trained.Options with { Auxiliaries = [null!] }, "auxiliaries.0 is null; expected an object." },
        { Trained.Options with { Tokenizer = null! }, "tokenizer is null; expected a text." },
        { Trained.Options with { Output = "a\0b" }, "output has a null, a zero byte" },
        { Trained.Options with { Primary = new ClassificationOptions { Train = Trained.Reviews, Name = "\uD800" } }, "primary.name has a null, a zero byte or half of a character" },
        { Trained.Options with { Primary = new ClassificationOptions { Train = "a.tsv", LabelColumn = "0" } }, "primary.labelColumn is '0'; expected a name or a number" },
        { Trained.Options with { Primary = new ClassificationOptions { Train = "a.tsv", Dev = [] } }, "primary.dev is empty" },
        { Trained.Options with { Threads = 1000 }, "threads is 1000. Share" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Train_WrongOptions_AreASettingExceptionThatNamesTheSetting(RunOptions options, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<SettingException>(() => EmbeddingTrainer.Train(options, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_FilesOfTwoModelsWithAsManyWords_AreRefused()
    {
        string model = _folder.Path("model");
        trained.Model.Save(model);
        string vocabulary = Path.Combine(model, "vocabulary.txt");
        File.WriteAllLines(vocabulary, [.. File.ReadAllLines(vocabulary).Reverse()]);
        Assert.StartsWith($"{vocabulary}:1: found '", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(model, Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_VectorsBehindALink_ReadsThem()
    {
        string model = _folder.Path("model"), vectors = Path.Combine(model, "vectors.txt");
        trained.Model.Save(model);
        File.Move(vectors, _folder.Path("elsewhere.txt"));
        File.CreateSymbolicLink(vectors, _folder.Path("elsewhere.txt"));
        Assert.Equal(trained.Model.Predict("great"), TrainedModel.Load(model, Cancellation).Predict("great"));
    }

    /// <summary>A model that was trained once, from memory.</summary>
    public sealed class Trained
    {
        internal static TextExample[] Reviews { get; } = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? new TextExample($"a {(i % 4 == 0 ? "good" : "great")} and fine film", "pos") : new TextExample($"a {(i % 4 == 1 ? "bad" : "boring")} film", "neg"))];

        internal static TextExample[] Words { get; } = [new("good", "positive"), new("great", "positive"), new("fine", "positive"), new("bad", "negative"), new("boring", "negative")];

        internal static RunOptions Options { get; } = new()
        {
            Dimensions = 8,
            Epochs = 40,
            Primary = new ClassificationOptions { Train = Reviews, Dropout = 0 },
            Auxiliaries = [new LexiconOptions { Train = Words }],
            Strategy = new SwitchOptions { At = 2 },
        };

        internal TrainedModel Model { get; } = EmbeddingTrainer.Train(Options);
    }

    private sealed class Synchronous<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
