using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Tests.Comparisons.Statistics;

public sealed class SequentialStopRuleTests
{
    private static readonly SequentialStopRule Rule = new() { Claim = 0.5, Width = 0.1 };

    [Theory]
    [InlineData(0.51, 0.9, true)] // Above the claim.
    [InlineData(0.1, 0.49, true)] // Below it.
    [InlineData(0.46, 0.55, true)] // About it, and narrow.
    [InlineData(0.3, 0.7, false)]
    public void IsSettled_Interval_ByTheClaimAndTheWidth(double low, double high, bool expected) =>
        Assert.Equal(expected, Rule.IsSettled(new ReductionEstimate { Mean = 0.5 * (low + high), Low = low, High = high }));

    [Fact]
    public void IsSettled_TargetMissed_IsSinceMoreSeedsCannotUndoIt() => Assert.True(Rule.IsSettled(null));

    [Fact]
    public void IsSettled_NoInterval_IsNot() => Assert.False(Rule.IsSettled(new ReductionEstimate { Mean = 0.9 }));

    [Fact]
    public void Unsettled_OfAResult_NamesStrategiesAlone()
    {
        string[] names = ["stl", "placebo", "stl-2x", "switch"];
        ComparisonResult result = ComparisonSummary.Summarize(
            names.SelectMany(name => Enumerable.Range(1, 8).Select(seed => Records.Make(name, (ulong)seed, name == "stl" ? 3.8 : seed, 0, 0.8, 0.8))), QualityTarget.Stl);
        Assert.Equal(["switch"], new SequentialStopRule { Width = 0.01 }.Unsettled(result));
    }

    [Fact]
    public void Level_OfThreeLooks_IsBonferronis() => Assert.Equal(1 - (0.05 / 3), SequentialStopRule.Level, 1e-12);

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(0, 0)]
    public void Validate_ValueOutOfRange_IsRefused(double claim, double width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialStopRule { Claim = claim, Width = width }.Validate());
}
