namespace MT2ST.Tests.Runs;

/// <summary>The check for harm before a run: what it decides, what it reports, and when it is made.</summary>
public sealed class HarmControlTests
{
    private static readonly string[] Good = [.. Enumerable.Range(0, 60).Select(i => $"good{i}")], Bad = [.. Enumerable.Range(0, 60).Select(i => $"bad{i}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_AuxiliaryThatWrecksTheTable_IsLeftOutAndSaid()
    {
        TrainedModel model = Train(Options(500) with { Auxiliaries = [Misleading] });
        Assert.Equal("stl", model.Options.Strategy.Name);
        Assert.Equal(["lexicon"], model.Report.LeftOut);
        TuningReport check = model.Report.HarmCheck!;
        Assert.StartsWith("The auxiliaries are left out, as the primary is better alone (accuracy", check.Conclusion, StringComparison.Ordinal);
        Assert.Contains("on 100 held-out texts", check.Conclusion, StringComparison.Ordinal);
        Assert.True(check.Dev > check.DefaultsDev + check.Noise);
        Assert.Equal(0.2, check.HeldOutShare);
        Assert.Equal(500, model.Report.Data!.Tasks[0].Texts); // The run itself has all of them.
    }

    [Fact]
    public void Train_AuxiliaryThatDoesNoHarm_Stays()
    {
        TrainedModel model = Train(Options(500));
        Assert.Equal("diminish", model.Options.Strategy.Name);
        Assert.Empty(model.Report.LeftOut);
        Assert.Empty(model.Report.HarmCheck!.Settings);
    }

    [Fact]
    public void Train_WithDevData_KeepsTheRunThatWasChecked()
    {
        RunOptions options = Options(300), plain = options with { Primary = options.Primary with { Dev = Texts(100, seed: 2) } };
        TrainedModel checkedModel = Train(plain), named = Train(plain with { Strategy = new DiminishOptions() });
        Assert.Null(named.Report.HarmCheck);
        Assert.Equal(0, checkedModel.Report.HarmCheck!.HeldOutShare);
        Assert.Contains("on 100 dev texts", checkedModel.Report.HarmCheck.Conclusion, StringComparison.Ordinal);
        Assert.Equal(named.PredictAll("good1 bad2 good3"), checkedModel.PredictAll("good1 bad2 good3")); // The same run.
        Assert.Equal(named.Options.ToJson(), checkedModel.Options.ToJson());
    }

    [Fact]
    public void Train_HarmOnDevData_KeepsTheRunAlone()
    {
        RunOptions options = Options(300), harmful = options with { Primary = options.Primary with { Dev = Texts(100, seed: 2) }, Auxiliaries = [Misleading] };
        TrainedModel checkedModel = Train(harmful), alone = Train(harmful with { Strategy = new StlOptions() });
        Assert.Equal(alone.PredictAll("good1 bad2 good3"), checkedModel.PredictAll("good1 bad2 good3"));
        Assert.Equal(alone.Options.ToJson(), checkedModel.Options.ToJson());
        Assert.Equal(["lexicon"], checkedModel.Report.LeftOut);
    }

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    public void Train_FewTexts_AreNotJudgedBy(int count, bool isChecked) => Assert.Equal(isChecked, Train(Options(count)).Report.HarmCheck is not null);

    [Fact]
    public void Train_StrategyNamed_IsObeyedUnlessTheCheckIsAskedFor()
    {
        RunOptions harmful = Options(500) with { Auxiliaries = [Misleading], Strategy = new MtlOptions() };
        Assert.Equal("mtl", Train(harmful).Options.Strategy.Name);
        Assert.Equal("stl", Train(harmful with { Strategy = new MtlOptions { HarmCheck = "alone" } }).Options.Strategy.Name);
    }

    [Fact]
    public void Train_CancelledWhileCheckingOnHeldOutTexts_Throws()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        CancelAt alone = new("alone", cancellation);
        Assert.ThrowsAny<OperationCanceledException>(() => EmbeddingTrainer.Train(Options(500), alone, cancellation.Token)); // Nothing is trained on all of the data.
    }

    [Fact]
    public void Train_CancelledWhileCheckingOnDevData_KeepsTheFinishedRun()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        RunOptions options = Options(300);
        TrainedModel model = EmbeddingTrainer.Train(options with { Primary = options.Primary with { Dev = Texts(100, seed: 2) } }, new CancelAt("alone", cancellation), cancellation.Token);
        Assert.Equal("diminish", model.Options.Strategy.Name); // It was finished before.
        Assert.Equal("finished", model.Report.Ended);
        Assert.Null(model.Report.HarmCheck);
    }

    private static TrainedModel Train(RunOptions options) => EmbeddingTrainer.Train(options, cancellationToken: Cancellation);

    private static RunOptions Options(int count) => new() { Epochs = 2, Primary = new ClassificationOptions { Train = Texts(count, seed: 1) }, Auxiliaries = [Words] };

    private static LexiconOptions Words => new() { Train = ExampleSource.FromMemory([.. Good.Select(word => new TextExample(word, "pos")), .. Bad.Select(word => new TextExample(word, "neg"))]) };

    /// <summary>Words with labels that have nothing to do with the texts', learnt so fast that the table knows little else.</summary>
    private static LexiconOptions Misleading => new() { Train = ExampleSource.FromMemory(Good.Concat(Bad).Select((word, i) => new TextExample(word, i % 2 == 0 ? "even" : "odd"))), Rate = 1000 };

    /// <summary>Texts of five words, most of them of the label's own.</summary>
    private static ExampleSource Texts(int count, int seed)
    {
        var random = new Random(seed);
        return ExampleSource.FromMemory(Enumerable.Range(0, count).Select(i => new TextExample(
            string.Join(' ', Enumerable.Range(0, 5).Select(_ => (i % 2 == 0) == (random.NextDouble() < 0.7) ? Good[random.Next(60)] : Bad[random.Next(60)])),
            i % 2 == 0 ? "pos" : "neg")));
    }

    private sealed class CancelAt(string stage, CancellationTokenSource cancellation) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == stage)
                cancellation.Cancel();
        }
    }
}
