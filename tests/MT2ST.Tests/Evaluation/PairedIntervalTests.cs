using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class PairedIntervalTests
{
    [Fact]
    public void OfDifferences_HandComputed_IsTheTInterval()
    {
        // s^2 = 10 / 4, standard error = sqrt(2.5 / 5), t(.975; 4) = 2.776445.
        PairedInterval? interval = PairedInterval.OfDifferences([1, 2, 3, 4, 5]);
        Assert.NotNull(interval);
        Assert.Equal(3, interval.Mean, 1e-15);
        Assert.Equal(3 - (2.776445 * Math.Sqrt(0.5)), interval.Low, 1e-6);
        Assert.Equal(3 + (2.776445 * Math.Sqrt(0.5)), interval.High, 1e-6);
    }

    [Fact]
    public void OfDifferences_GoldenValues_MatchesSciPy()
    {
        string[][] lines = [.. GoldenStatistics.Lines("interval")];
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line =>
        {
            PairedInterval? interval = PairedInterval.OfDifferences(GoldenStatistics.Numbers(line[4]), GoldenStatistics.Number(line[0]));
            Assert.NotNull(interval);
            Assert.Equal(GoldenStatistics.Number(line[1]), interval.Mean, 1e-12);
            Assert.Equal(GoldenStatistics.Number(line[2]), interval.Low, 1e-12);
            Assert.Equal(GoldenStatistics.Number(line[3]), interval.High, 1e-12);
        });
    }

    [Fact]
    public void OfDifferences_FourSeeds_GivesNone() => Assert.Null(PairedInterval.OfDifferences([1, 2, 3, 4]));

    [Fact]
    public void OfDifferences_NotFinite_Throws() =>
        Assert.Throws<ArgumentException>(() => PairedInterval.OfDifferences([1, 2, double.PositiveInfinity, 4, 5]));

    [Fact]
    public void OfReduction_AlwaysAQuarterOfTheCost_IsThreeQuarters()
    {
        PairedInterval? reduction = PairedInterval.OfReduction([1, 2, 3, 4, 5], [4, 8, 12, 16, 20]);
        Assert.NotNull(reduction);
        Assert.Equal(0.75, reduction.Mean, 1e-12);
        Assert.Equal(0.75, reduction.Low, 1e-12);
        Assert.Equal(0.75, reduction.High, 1e-12);
    }

    [Fact]
    public void OfReduction_RatiosVary_EndsEncloseTheMeanInOrder()
    {
        PairedInterval? reduction = PairedInterval.OfReduction([1, 2, 1, 2, 1], [2, 2, 2, 2, 2]);
        Assert.NotNull(reduction);
        Assert.Equal(1 - Math.Pow(0.5, 3.0 / 5), reduction.Mean, 1e-12);
        Assert.InRange(reduction.Mean, reduction.Low, reduction.High);
        Assert.True(reduction.Low < reduction.Mean && reduction.Mean < reduction.High);
    }

    [Fact]
    public void OfReduction_CostOfZero_Throws() =>
        Assert.Throws<ArgumentException>(() => PairedInterval.OfReduction([0, 1, 1, 1, 1], [1, 1, 1, 1, 1]));
}
