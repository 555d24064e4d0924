using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class PairedEstimateTests
{
    [Fact]
    public void OfDifferences_HandComputed_IsTheTInterval()
    {
        // s^2 = 10 / 4, standard error = sqrt(2.5 / 5), t(.975; 4) = 2.776445.
        PairedEstimate? estimate = PairedEstimate.OfDifferences([1, 2, 3, 4, 5]);
        Assert.NotNull(estimate);
        Assert.Equal(3, estimate.Mean, 1e-15);
        Assert.Equal(3 - (2.776445 * Math.Sqrt(0.5)), estimate.Low!.Value, 1e-6);
        Assert.Equal(3 + (2.776445 * Math.Sqrt(0.5)), estimate.High!.Value, 1e-6);
    }

    [Fact]
    public void OfDifferences_GoldenValues_MatchesSciPy()
    {
        string[][] lines = [.. GoldenStatistics.Lines("interval")];
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line =>
        {
            PairedEstimate? estimate = PairedEstimate.OfDifferences(GoldenStatistics.Numbers(line[4]), GoldenStatistics.Number(line[0]));
            Assert.NotNull(estimate);
            Assert.Equal(GoldenStatistics.Number(line[1]), estimate.Mean, 1e-12);
            Assert.Equal(GoldenStatistics.Number(line[2]), estimate.Low!.Value, 1e-12);
            Assert.Equal(GoldenStatistics.Number(line[3]), estimate.High!.Value, 1e-12);
        });
    }

    [Fact]
    public void OfDifferences_FourSeeds_GivesNoInterval() => Assert.Equal(new PairedEstimate { Mean = 2.5 }, PairedEstimate.OfDifferences([1, 2, 3, 4]));

    [Fact]
    public void OfDifferences_NotFinite_IsNull() => Assert.Null(PairedEstimate.OfDifferences([1, 2, double.PositiveInfinity, 4, 5]));
}
