using MT2ST.Comparisons.Statistics;
using MT2ST.Numerics;

namespace MT2ST.Tests.Comparisons.Statistics;

/// <summary>Simulates comparisons whose truth is known: how often the intervals hold it.</summary>
public sealed class IntervalCoverageTests
{
    private const int ComparisonCount = 4_000; // The share that is found has a standard error of 0.35 %.
    private const double TrueReduction = 0.6;

    [Theory]
    [InlineData(5, 0.95)]
    [InlineData(8, 0.95)]
    [InlineData(16, 0.95)]
    [InlineData(8, 0.9833)]
    public void FromPairs_LogNormalRatios_HoldTheTruthAsOftenAsTheLevelSays(int seedCount, double level)
    {
        double share = Share(random => Holds(ReductionEstimate.FromPairs(Costs(random, seedCount), Baselines(seedCount), isLowerBound: false, level)!));
        Assert.InRange(share, level - 0.02, level + 0.02);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(16)]
    public void FromPairs_SkewedRatios_HoldTheTruthNearlyAsOften(int seedCount)
    {
        // Log ratios with an exponential tail, as of runs of which a few take much longer: the t interval loses some.
        double share = Share(random =>
        {
            double[] costs = [.. Enumerable.Range(0, seedCount).Select(_ => (1 - TrueReduction) * Math.Exp(0.3 * (-Math.Log(1 - Uniform(random)) - 1)))];
            return Holds(ReductionEstimate.FromPairs(costs, [.. costs.Select(_ => 1.0)], isLowerBound: false)!);
        });
        Assert.InRange(share, 0.85, 0.96);
    }

    [Fact]
    public void SequentialStopRule_ClaimOnTheTruth_IsWronglyDecidedInAtMostFivePercent()
    {
        SequentialStopRule rule = new() { Claim = TrueReduction, Width = 1e-9 };
        double corrected = Share(random => IsEverDecided(random, rule, SequentialStopRule.Level));
        double uncorrected = Share(random => IsEverDecided(random, rule, 0.95));
        Assert.InRange(corrected, 0.02, 0.05);
        Assert.InRange(uncorrected, 0.07, 0.15); // What the correction is for.
    }

    [Fact]
    public void SequentialStopRule_StoppedWhereItSettles_TheLastIntervalHoldsTheTruth()
    {
        SequentialStopRule rule = new() { Claim = 0.55, Width = 0.1 };
        double share = Share(random =>
        {
            double[] costs = Costs(random, SequentialStopRule.SeedCounts[^1]);
            ReductionEstimate estimate = Look(costs, 0, SequentialStopRule.Level);
            for (int look = 1; look < SequentialStopRule.SeedCounts.Count && !rule.IsSettled(estimate); look++)
                estimate = Look(costs, look, SequentialStopRule.Level);
            return Holds(estimate);
        });
        Assert.InRange(share, 0.95, 1);
    }

    private static bool IsEverDecided(SeededRandom random, SequentialStopRule rule, double level)
    {
        double[] costs = Costs(random, SequentialStopRule.SeedCounts[^1]);
        return Enumerable.Range(0, SequentialStopRule.SeedCounts.Count).Any(look => rule.IsSettled(Look(costs, look, level)));
    }

    private static ReductionEstimate Look(double[] costs, int look, double level)
    {
        int count = SequentialStopRule.SeedCounts[look];
        return ReductionEstimate.FromPairs(costs[..count], Baselines(count), isLowerBound: false, level)!;
    }

    private static bool Holds(ReductionEstimate estimate) => estimate.Low <= TrueReduction && TrueReduction <= estimate.High;

    private static double Share(Func<SeededRandom, bool> comparison)
    {
        var random = new SeededRandom(seed: 20_261, stream: 0);
        return Enumerable.Range(0, ComparisonCount).Count(_ => comparison(random)) / (double)ComparisonCount;
    }

    private static double[] Costs(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (1 - TrueReduction) * Math.Exp(0.4 * Normal(random)))];

    private static double[] Baselines(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double Normal(SeededRandom random) => Math.Sqrt(-2 * Math.Log(1 - Uniform(random))) * Math.Cos(2 * Math.PI * Uniform(random));

    private static double Uniform(SeededRandom random) => random.NextDouble();
}
