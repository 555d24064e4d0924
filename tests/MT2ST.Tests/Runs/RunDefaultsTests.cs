using MT2ST.Runs;
using MT2ST.Runs.Preparation;
using MT2ST.Tasks;

namespace MT2ST.Tests.Runs;

public sealed class RunDefaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100, 40)] // As many as asked for would be 200.
    [InlineData(1_000, 20)]
    [InlineData(1_900, 11)]
    [InlineData(10_000, 5)]
    public void EpochsFor_FewDocuments_AreVisitedMoreOften(int documentCount, double expected) =>
        Assert.Equal(expected, new TaskDefaults { Rate = 1, BatchSize = 1, Epochs = 5, MinimumVisits = 20_000, MaximumEpochs = 40 }.EpochsFor(documentCount));

    [Theory]
    [InlineData(100, 10)]
    [InlineData(10_000, 5)]
    public void EpochsFor_BesideAuxiliaries_AreFewer(int documentCount, double expected) => Assert.Equal(
        expected,
        new TaskDefaults { Rate = 1, BatchSize = 1, Epochs = 5, MinimumVisits = 20_000, MaximumEpochs = 40, MaximumEpochsBesideAuxiliaries = 10 }.EpochsFor(documentCount, sharesTable: true));

    [Fact]
    public void DecideBy_NothingGiven_FillsInThePrimarysOwnAndKeepsWhatIsGiven()
    {
        RunOptions options = SmallRuns.Options(_folder) with { Epochs = null, Patience = 7 };
        PreparedRun data = SmallRuns.Prepare(options);
        TaskDefaults defaults = options.Primary.Defaults;
        RunOptions decided = RunDefaults.DecideBy(data, options);
        Assert.Equal((defaults.EpochsFor(6, sharesTable: true), 7, defaults.EvaluationsPerEpoch), (decided.Epochs, decided.Patience, decided.EvaluationsPerEpoch));
        Assert.Equal(decided.ToJson(), RunDefaults.DecideBy(data, decided).ToJson());
        Assert.Equal(3, RunDefaults.DecideBy(data, options with { Epochs = 3 }).Epochs);
    }

    [Theory]
    [InlineData(100, 20)] // Tokens: documents do not count.
    [InlineData(7_000_000, 8)]
    [InlineData(10_000_000, 5)]
    public void EpochsFor_RawText_CountTokens(long tokenCount, double expected) => Assert.Equal(expected, TaskDefaults.RawText.EpochsFor(tokenCount));

    [Fact]
    public void EpochsOf_RawText_CountTokensOfTheCorpus()
    {
        RunOptions options = new() { Primary = new SkipGramOptions { Train = _folder.Write("text.txt", string.Concat(Enumerable.Repeat("a a a a a a a a a a\n", 700_000))) } };
        Assert.Equal(8, RunDefaults.EpochsOf(SmallRuns.Prepare(options), options)); // 50 / 7; by documents it would be 20.
    }

    [Theory]
    [InlineData(null, "dev.txt", 1_000, 0)]
    [InlineData(0.0, null, 1_000, 0)]
    [InlineData(0.2, null, 10, 0.2)]
    [InlineData(null, null, 99, 0)]
    [InlineData(null, null, 100, 0.1)]
    public void DevShareOf_NothingElseMeasuresDev_IsTheTasksOwnFromEnoughDocuments(double? given, string? dev, int documentCount, double expected) =>
        Assert.Equal(expected, new HoldingOptions { DevShare = given, Dev = dev }.DevShareOf(documentCount));

    [Fact]
    public void DevShareOf_SimilaritySets_HoldsNothingOut() => Assert.Equal(0, new HoldingOptions { DevSimilarity = ["sim"] }.DevShareOf(1_000));

    // A task that holds out a tenth.
    private sealed record HoldingOptions : TaskOptions
    {
        public override string Task => "holding";

        public override TaskNeeds Needs => TaskNeeds.Labels;

        public override TaskDefaults Defaults { get; } = new() { Rate = 0.1, BatchSize = 1, DevShare = 0.1, DevShareMinimum = 100 };

        public override IReadOnlyList<MT2ST.Settings.Setting> ListSettings() => Settings;

        public override ITask<T> Create<T>(TaskContext<T> context) => throw new NotSupportedException();
    }
}
