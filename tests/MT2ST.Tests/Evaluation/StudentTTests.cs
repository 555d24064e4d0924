using CsCheck;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class StudentTTests
{
    // Published two-sided 95 % and 99 % quantiles (NIST/SEMATECH e-Handbook, 1.3.6.7.2).
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 3, 3.182)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 7, 2.365)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.975, 31, 2.040)]
    [InlineData(0.975, 100, 1.984)]
    [InlineData(0.995, 4, 4.604)]
    [InlineData(0.995, 9, 3.250)]
    [InlineData(0.900, 5, 1.476)]
    public void Quantile_PublishedShares_AreThoseOfTheTable(double probability, int degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, degreesOfFreedom), 0.0005);

    [Fact]
    public void Quantile_OfAnyShare_IsTheInverseOfCumulative() =>
        Gen.Select(Gen.Double[0.001, 0.999], Gen.Int[1, 60]).Sample((probability, degrees) =>
            Math.Abs(StudentT.Cumulative(StudentT.Quantile(probability, degrees), degrees) - probability) < 1e-12);

    [Fact]
    public void Quantile_OfOppositeShares_HaveOppositeSigns() =>
        Assert.Equal(-StudentT.Quantile(0.9, 4), StudentT.Quantile(0.1, 4), 1e-12);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(double.NaN, 4)]
    [InlineData(0.5, 0)]
    public void Quantile_WrongArgument_IsRefused(double probability, int degreesOfFreedom) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, degreesOfFreedom));
}
