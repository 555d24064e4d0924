using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Tests.Plots;

public sealed class PlotAxisTests
{
    [Fact]
    public void At_Ends_AreThePixelsOfTheAxis()
    {
        PlotAxis axis = PlotAxis.Over([3, 7, 5], from: 400, to: 100);
        Assert.Equal([400, 250, 100], new[] { axis.At(3), axis.At(5), axis.At(7) });
    }

    [Fact]
    public void At_LogarithmicAxis_GivesEqualRatiosEqualLengths()
    {
        PlotAxis axis = PlotAxis.Over([1, 100], from: 0, to: 200, isLogarithmic: true);
        Assert.Equal(100, axis.At(10), 1e-9);
    }

    [Fact]
    public void Ticks_LinearAxis_AreRoundAndLabelledAlike()
    {
        PlotAxis axis = PlotAxis.Over([0.783, 0.897], from: 0, to: 100);
        Assert.Equal(["0.80", "0.82", "0.84", "0.86", "0.88"], axis.Labels(axis.Ticks(6)));
    }

    [Fact]
    public void Ticks_LogarithmicAxis_AreOneTwoFiveOfEachPower()
    {
        PlotAxis axis = PlotAxis.Over([0.3, 30], from: 0, to: 100, isLogarithmic: true);
        Assert.Equal(["0.5", "1", "2", "5", "10", "20"], axis.Labels(axis.Ticks(6)));
    }

    [Theory]
    [InlineData(new double[] { })]
    [InlineData(new double[] { 0 })]
    [InlineData(new double[] { 5, 5 })]
    [InlineData(new double[] { double.NaN, double.PositiveInfinity })]
    public void Over_NothingToSpan_StillMapsToPixels(double[] values)
    {
        foreach (bool isLogarithmic in new[] { false, true })
        {
            PlotAxis axis = PlotAxis.Over(values, from: 0, to: 100, isLogarithmic);
            Assert.True(double.IsFinite(axis.At(axis.Minimum)) && axis.Maximum > axis.Minimum);
            Assert.NotEmpty(axis.Ticks(6));
        }
    }
}
