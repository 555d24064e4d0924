using CsCheck;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class SpearmanCorrelationTests
{
    [Fact]
    public void Of_HandComputedWithoutTies_MatchesTheShortFormula() =>
        // d = (1, -1, 1, -1, 0): 1 - 6 * 4 / (5 * 24) = 0.8.
        Assert.Equal(0.8, SpearmanCorrelation.Of([2, 1, 4, 3, 5], [10, 20, 30, 40, 50]), 1e-15);

    [Fact]
    public void Of_HandComputedWithTies_UsesMeanRanks() =>
        // Ranks (1, 2.5, 2.5, 4) and (1, 2, 3, 4): 4.5 / sqrt(4.5 * 5).
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), SpearmanCorrelation.Of([1, 2, 2, 3], [1, 2, 3, 4]), 1e-15);

    [Fact]
    public void Of_GoldenValues_MatchesSciPy()
    {
        string[][] lines = [.. GoldenStatistics.Lines("spearman")];
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Equal(
            GoldenStatistics.Number(line[0]),
            SpearmanCorrelation.Of(GoldenStatistics.Numbers(line[1]), GoldenStatistics.Numbers(line[2])),
            1e-12));
    }

    [Fact]
    public void Of_GrowingTransformation_LeavesTheCorrelation() =>
        Gen.Select(Gen.Int[-30, 30].Array[2, 50], Gen.Int[-30, 30].Array[50]).Sample((first, second) =>
        {
            double[] x = [.. first.Select(value => (double)value)];
            double[] y = [.. second[..x.Length].Select(value => (double)value)];
            double plain = SpearmanCorrelation.Of(x, y);
            double transformed = SpearmanCorrelation.Of([.. x.Select(Math.Exp)], [.. y.Select(value => (2 * value) - 7)]);
            Assert.Equal(plain, transformed, 1e-12);
        }, seed: "0000KOIPJv64", iter: 200);

    [Fact]
    public void Of_ConstantList_IsNotANumber() => Assert.Equal(double.NaN, SpearmanCorrelation.Of([1, 1, 1], [1, 2, 3]));

    [Fact]
    public void Of_NoPairs_IsNotANumber() => Assert.Equal(double.NaN, SpearmanCorrelation.Of([], []));

    [Fact]
    public void Of_DifferentLengths_Throws() => Assert.Throws<ArgumentException>(() => SpearmanCorrelation.Of([1, 2], [1]));
}
