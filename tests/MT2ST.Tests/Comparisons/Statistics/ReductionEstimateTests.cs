using CsCheck;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Tests.Comparisons.Statistics;

public sealed class ReductionEstimateTests
{
    [Fact]
    public void FromPairs_FiveSeeds_GivesThePairedIntervalOfLogRatios()
    {
        // Log ratios -1.0, -1.2, -1.4, -1.6, -1.8: mean -1.4, standard error sqrt(0.1 / 5) = 0.141421, t(0.975, 4) = 2.776445.
        double[] costs = [.. new[] { -1.0, -1.2, -1.4, -1.6, -1.8 }.Select(ratio => 3 * Math.Exp(ratio))];
        ReductionEstimate reduction = ReductionEstimate.FromPairs(costs, [3, 3, 3, 3, 3], isLowerBound: false)!;
        double halfWidth = 2.776445 * 0.1414214;
        Assert.Equal(1 - Math.Exp(-1.4), reduction.Mean, 1e-9);
        Assert.Equal(1 - Math.Exp(-1.4 + halfWidth), reduction.Low!.Value, 1e-6);
        Assert.Equal(1 - Math.Exp(-1.4 - halfWidth), reduction.High!.Value, 1e-6);
    }

    [Fact]
    public void FromPairs_AlwaysAQuarterOfTheCost_IsThreeQuarters()
    {
        ReductionEstimate reduction = ReductionEstimate.FromPairs([1, 2, 3, 4, 5], [4, 8, 12, 16, 20], isLowerBound: false)!;
        Assert.All(new[] { reduction.Mean, reduction.Low!.Value, reduction.High!.Value }, value => Assert.Equal(0.75, value, 1e-12));
    }

    [Fact]
    public void FromPairs_FourSeeds_GivesNoInterval()
    {
        ReductionEstimate reduction = ReductionEstimate.FromPairs([1, 2, 3, 4], [2, 4, 6, 8], isLowerBound: true)!;
        Assert.Equal(new ReductionEstimate { Mean = 0.5, IsLowerBound = true }, reduction with { Mean = Math.Round(reduction.Mean, 12) });
    }

    [Fact]
    public void FromPairs_CostOfZero_IsNull() => Assert.Null(ReductionEstimate.FromPairs([0, 1], [1, 1], isLowerBound: false));

    [Fact]
    public void FromPairs_NoPairs_IsNull() => Assert.Null(ReductionEstimate.FromPairs([], [], isLowerBound: false));

    [Fact]
    public void FromPairs_DifferentLengths_AreRefused() =>
        Assert.Throws<ArgumentException>(() => ReductionEstimate.FromPairs([1], [1, 2], isLowerBound: false));

    [Fact]
    public void FromPairs_BaselineAndRowSwapped_AreInverse() =>
        Gen.Select(Gen.Double[0.1, 10].Array[6], Gen.Double[0.1, 10].Array[6]).Sample((a, b) =>
        {
            ReductionEstimate forward = ReductionEstimate.FromPairs(a, b, isLowerBound: false)!;
            ReductionEstimate backward = ReductionEstimate.FromPairs(b, a, isLowerBound: false)!;
            return Math.Abs(((1 - forward.Mean) * (1 - backward.Mean)) - 1) < 1e-9 && forward.Low <= forward.Mean && forward.Mean <= forward.High;
        });
}
