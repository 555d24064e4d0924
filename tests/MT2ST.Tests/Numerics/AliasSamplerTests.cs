using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class AliasSamplerTests
{
    [Fact]
    public void Sample_ManyDraws_FollowsWeights()
    {
        double[] weights = [1, 0, 2, 7];
        var sampler = new AliasSampler(weights);
        var random = new SeededRandom(1);
        var counts = new int[weights.Length];
        const int DrawCount = 200_000;
        for (int i = 0; i < DrawCount; i++)
            counts[sampler.Sample(random)]++;
        Assert.Equal(0, counts[1]);
        for (int i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i] / 10, counts[i] / (double)DrawCount, 0.005); // About 4 standard errors.
    }

    [Fact]
    public void Prefetch_OfACopiedGenerator_DrawsWhatSampleDraws()
    {
        var sampler = new AliasSampler([1, 2, 3]);
        SeededRandom random = new(1), ahead = new(2) { State = random.State };
        for (int i = 0; i < 10; i++)
        {
            sampler.Prefetch(ahead);
            sampler.Sample(random);
        }
        Assert.Equal(random.State, ahead.State);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, -1.0)]
    [InlineData(1.0, double.NaN)]
    public void Constructor_ImpossibleWeights_Throws(double first, double second) =>
        Assert.Throws<ArgumentException>(() => new AliasSampler([first, second]));
}
