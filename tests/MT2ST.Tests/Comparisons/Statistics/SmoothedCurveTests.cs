using CsCheck;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Tests.Comparisons.Statistics;

public sealed class SmoothedCurveTests
{
    // Means of neighbours: 0.3, 0.65, 0.7, 0.6.
    private static readonly IReadOnlyList<CurvePoint> Curve = Records.Make("stl", 1, 1, 0.0, 0.6, 0.7, 0.7, 0.5).Curve;

    [Fact]
    public void Best_OfACurve_IsTheBestMeanOfTwoSuccessiveEvaluations() => Assert.Equal(0.7, SmoothedCurve.Best(Curve), 1e-12);

    [Fact]
    public void Best_OneLuckyEvaluation_CountsHalf() =>
        Assert.Equal(0.7, SmoothedCurve.Best(Records.Make("stl", 1, 1, 0.5, 0.9, 0.5).Curve), 1e-12);

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.6, 2)]
    [InlineData(0.66, 3)]
    public void FirstReaching_OfATarget_IsTheSecondOfTheTwoEvaluations(double target, int point) =>
        Assert.Same(Curve[point], SmoothedCurve.FirstReaching(Curve, target));

    [Fact]
    public void FirstReaching_TargetAboveAll_IsNull() => Assert.Null(SmoothedCurve.FirstReaching(Curve, 0.71));

    [Fact]
    public void FirstReaching_OnePointOnly_IsNull() =>
        Assert.Null(SmoothedCurve.FirstReaching(Records.Make("stl", 1, 1, 0.9).Curve, 0.1));

    [Fact]
    public void FirstReaching_OwnBestOfAnyCurve_IsAlwaysThere() =>
        Gen.Double[0, 1].Array[2, 30].Sample(dev =>
        {
            IReadOnlyList<CurvePoint> curve = Records.Make("stl", 1, 1, dev).Curve;
            return SmoothedCurve.FirstReaching(curve, SmoothedCurve.Best(curve)) is not null;
        });
}
