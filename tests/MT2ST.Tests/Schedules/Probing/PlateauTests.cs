using MT2ST.Schedules.Probing;

namespace MT2ST.Tests.Schedules.Probing;

public sealed class PlateauTests
{
    private static readonly Plateau Plateau = new(window: 0.5, gain: 0.1);

    // Three evaluations behind the start: one and two in the windows.
    [Fact]
    public void IsSteep_TooFewPoints_IsTrue() => Assert.True(Plateau.IsSteep(Observed.Qualities(0, 0.5, 0.5, 0.5).Points));

    [Theory]
    [InlineData(true, 0.5, 0.5, 0.8, 0.8)]
    [InlineData(true, 0.5, 0.5, 0.6, 0.6)] // By 0.1 before its noise is added.
    [InlineData(false, 0.5, 0.5, 0.5, 0.5)]
    [InlineData(false, 0.9, 0.8, 0.6, 0.5)]
    public void IsSteep_LastHalfAgainstTheFirst_TellsARise(bool expected, params double[] qualities) =>
        Assert.Equal(expected, Plateau.IsSteep(Observed.Qualities([0, .. qualities]).Points));

    // Steps of 0.04, three of them: v = 0.0016 / 2, e = sqrt(v / 2 + v / 2) = 0.0283; no rise, 2 e = 0.057.
    // Steps of 0.08: 2 e = 0.113, so that a rise of 0.1 may be hidden.
    [Theory]
    [InlineData(false, 0.04)]
    [InlineData(true, 0.08)]
    public void IsSteep_NoiseThatMayHideARise_IsTrue(bool expected, double step) =>
        Assert.Equal(expected, Plateau.IsSteep(Observed.Qualities(0, 0.5, 0.5 + step, 0.5, 0.5 + step).Points));

    // Only the last two quarters count: an early rise is over.
    [Fact]
    public void IsSteep_RiseBeforeBothWindows_IsFalse() =>
        Assert.False(new Plateau(window: 0.25, gain: 0.1).IsSteep(Observed.Qualities(0, 0.1, 0.3, 0.5, 0.7, 0.7, 0.7, 0.7, 0.7).Points));
}
