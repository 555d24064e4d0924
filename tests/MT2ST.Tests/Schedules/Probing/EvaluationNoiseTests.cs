using MT2ST.Numerics;
using MT2ST.Schedules.Probing;

namespace MT2ST.Tests.Schedules.Probing;

public sealed class EvaluationNoiseTests
{
    [Fact]
    public void OfDifference_FewerThanEightEvaluations_IsZero()
    {
        Assert.Equal(0, EvaluationNoise.OfDifference(Observed.Qualities(0, .1, .9, .2, .8, .1, .9).Points));
        Assert.True(EvaluationNoise.OfDifference(Observed.Qualities(0, .1, .9, .2, .8, .1, .9, .2).Points) > 0);
    }

    [Fact]
    public void OfDifference_ByHand()
    {
        // Second differences of .1 .3 .2 .4 .3 .7 .6: -.3, .3, -.3, .5, -.5; the median of their magnitudes is .3.
        double error = EvaluationNoise.OfDifference(Observed.Qualities(0, .1, .3, .2, .4, .3, .7, .6).Points);
        Assert.Equal(.3 / .6745 / Math.Sqrt(3), error, 1e-12);
    }

    [Fact]
    public void OfDifference_SteadyRise_IsZero() =>
        Assert.Equal(0, EvaluationNoise.OfDifference(Observed.Qualities(.0, .1, .2, .3, .4, .5, .6, .7, .8, .9).Points), 1e-12);

    [Fact]
    public void OfDifference_NormalNoiseOnARise_IsItsStandardError()
    {
        var random = new SeededRandom(7);
        double Uniform() => (random.NextUInt64() >> 11) * (1.0 / (1UL << 53));
        double Normal() => Enumerable.Range(0, 12).Sum(_ => Uniform()) - 6;
        double[] qualities = [.. Enumerable.Range(0, 4000).Select(i => (0.0001 * i) + (0.01 * Normal()))];
        Assert.Equal(0.01 * Math.Sqrt(2), EvaluationNoise.OfDifference(Observed.Qualities(qualities).Points), 0.0007);
    }
}
