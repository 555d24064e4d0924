using MT2ST.Schedules;

namespace MT2ST.Tests.Schedules;

public sealed class PlateauTests
{
    private static readonly Plateau Plateau = new(window: 0.5, gain: 0.1);

    [Fact]
    public void IsSteep_TooFewPoints_IsTrue() => Assert.True(Plateau.IsSteep(Observed.Qualities(0, 0.5, 0.5).Points));

    // Smoothed 0.5, 0.5, 0.65, 0.8 at costs 2 to 5: by half of the cost, 2.5, it was 0.5.
    [Fact]
    public void IsSteep_Rising_IsTrue() => Assert.True(Plateau.IsSteep(Observed.Qualities(0, 0.5, 0.5, 0.5, 0.8, 0.8).Points));

    [Fact]
    public void IsSteep_Flat_IsFalse() => Assert.False(Plateau.IsSteep(Observed.Qualities(0, 0.5, 0.5, 0.5, 0.55, 0.55).Points));

    [Fact]
    public void IsSteep_Falling_IsFalse() => Assert.False(Plateau.IsSteep(Observed.Qualities(0, 0.9, 0.9, 0.5, 0.6, 0.7).Points));
}
