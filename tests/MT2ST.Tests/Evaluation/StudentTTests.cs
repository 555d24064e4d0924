using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 7, 2.365)]
    [InlineData(0.995, 4, 4.604)]
    [InlineData(0.95, 15, 1.753)]
    [InlineData(0.975, 31, 2.040)]
    [InlineData(0.025, 4, -2.776)]
    [InlineData(0.5, 4, 0)]
    public void Quantile_PublishedTable_MatchesToItsDigits(double probability, double degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, degreesOfFreedom), 5.1e-4);

    [Fact]
    public void Quantile_GoldenValues_MatchesSciPy()
    {
        string[][] lines = [.. GoldenStatistics.Lines("quantile")];
        Assert.Equal(88, lines.Length);
        Assert.All(lines, line =>
        {
            double expected = GoldenStatistics.Number(line[2]);
            double actual = StudentT.Quantile(GoldenStatistics.Number(line[0]), GoldenStatistics.Number(line[1]));
            Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected));
        });
    }

    [Fact]
    public void UpperTail_OneDegreeOfFreedom_IsCauchys() =>
        Assert.Equal(0.5 - (Math.Atan(3) / Math.PI), StudentT.UpperTail(3, 1), 1e-14);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(double.NaN, 4)]
    [InlineData(0.5, 0)]
    public void Quantile_OutsideTheRange_Throws(double probability, double degreesOfFreedom) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, degreesOfFreedom));
}
