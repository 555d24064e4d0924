using MT2ST.Numerics;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class LabelThresholdTests
{
    [Fact]
    public void OfBestF1_SmallCase_LiesBetweenTheLastRightLabelAndTheNext() =>
        // 0.9 right, 0.6 wrong, 0.4 right, 0.3 right, 0.2 wrong: F1 of the first four is 6/7, of the first alone 2/4.
        Assert.Equal(0.25, LabelThreshold.OfBestF1([0.2, 0.9, 0.3, 0.6, 0.4], [false, true, true, false, true]), 1e-12);

    [Fact]
    public void OfBestF1_RandomCases_IsNoWorseThanAnyOtherThreshold()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var random = new SeededRandom(seed);
            double[] probabilities = [.. Enumerable.Range(0, 40).Select(_ => random.NextInt32(1000) / 1000.0)];
            bool[] isTrue = [.. probabilities.Select(probability => random.NextInt32(1000) / 1000.0 < probability)];
            double best = F1(LabelThreshold.OfBestF1(probabilities, isTrue));
            Assert.All(Enumerable.Range(6, 88), hundredths => Assert.True(F1(hundredths / 100.0) <= best + 1e-12));

            double F1(double threshold)
            {
                int found = probabilities.Zip(isTrue).Count(label => label.Second && label.First > threshold);
                return 2.0 * found / Math.Max(1, probabilities.Count(probability => probability > threshold) + isTrue.Count(value => value));
            }
        }
    }

    [Fact]
    public void OfBestF1_NoLabelAtAll_IsAHalf() => Assert.Equal(LabelThreshold.Usual, LabelThreshold.OfBestF1([0.9, 0.2], [false, false]));
}
