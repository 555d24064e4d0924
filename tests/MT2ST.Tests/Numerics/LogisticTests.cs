using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class LogisticTests
{
    [Fact]
    public void SoftmaxCrossEntropy_KnownLogits_GivesLossAndGradient()
    {
        double[] logits = [0, Math.Log(2), Math.Log(5)];
        double loss = Logistic.SoftmaxCrossEntropy<double>(logits, label: 1);
        Assert.Equal(Math.Log(4), loss, 1e-12); // p = 1/8, 2/8, 5/8.
        Assert.Equal(0.125, logits[0], 1e-12);
        Assert.Equal(-0.75, logits[1], 1e-12);
        Assert.Equal(0.625, logits[2], 1e-12);
    }

    [Theory]
    [InlineData(1000f)]
    [InlineData(-1000f)]
    public void SoftmaxCrossEntropy_ExtremeLogits_StaysFinite(float shift)
    {
        float[] logits = [shift, shift - 1];
        double loss = Logistic.SoftmaxCrossEntropy<float>(logits, label: 0);
        Assert.Equal(Math.Log(1 + Math.Exp(-1)), loss, 1e-5);
        Assert.All(logits, gradient => Assert.True(float.IsFinite(gradient)));
    }

    [Fact]
    public void SoftmaxCrossEntropy_NoLabel_GivesNothing()
    {
        float[] logits = [1, 2];
        Assert.Equal(0, Logistic.SoftmaxCrossEntropy<float>(logits, label: -1));
        Assert.Equal([0f, 0f], logits);
    }

    [Fact]
    public void CrossEntropy_Block_EqualsFormula()
    {
        double[] scores = [0.5, -1, 2, -3, 7, 8, 0, 0], factors = [-1, 1, -1, 0.5, 0, 0, 0, 0], original = [.. scores];
        double loss = Logistic.CrossEntropy<double>(scores, factors, pairCount: 4);
        Assert.Equal(Softplus(-0.5) + Softplus(-1) + Softplus(-2) + Softplus(-1.5), loss, 1e-12);
        for (int i = 0; i < scores.Length; i++)
            Assert.Equal(factors[i] / (1 + Math.Exp(-factors[i] * original[i])), scores[i], 1e-12);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(1296)] // More scores than one logarithm takes.
    public void CrossEntropy_Float_IsNearTheFormulaInDouble(int count)
    {
        var random = new SeededRandom(3);
        float[] scores = [.. Enumerable.Range(0, count).Select(_ => (float)(60 * (random.NextDouble() - 0.5)))], original = [.. scores];
        float[] factors = [.. Enumerable.Range(0, count).Select(i => i % 6 == 0 ? -1f : 1f)];
        double loss = Logistic.CrossEntropy<float>(scores, factors, count);
        double expected = 0;
        for (int i = 0; i < count; i++)
        {
            double z = (double)factors[i] * original[i], sigmoid = 1 / (1 + Math.Exp(-z));
            expected += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            Assert.Equal(factors[i] * sigmoid, scores[i], 1e-6 * sigmoid);
        }
        Assert.Equal(expected, loss, 1e-6 * expected);
    }

    [Fact]
    public void CrossEntropy_EachWidth_Agrees()
    {
        static float[] Gradient(Func<float[], float[], float> kernel, out float loss)
        {
            float[] scores = [.. Enumerable.Range(0, 48).Select(i => (i - 24) * 0.7f)], factors = [.. Enumerable.Range(0, 48).Select(i => i % 3 - 1f)];
            loss = kernel(scores, factors);
            return scores;
        }
        float[] expected = Gradient((s, c) => Logistic.CrossEntropyBy<float, ScalarLane<float>>(s, c), out float expectedLoss);
        foreach (Func<float[], float[], float> kernel in new Func<float[], float[], float>[]
        {
            (s, c) => Logistic.CrossEntropyBy<float, Lanes512<float>>(s, c),
            (s, c) => Logistic.CrossEntropyBy<float, Lanes256<float>>(s, c),
            (s, c) => Logistic.CrossEntropyBy<float, Lanes128<float>>(s, c),
        })
        {
            float[] actual = Gradient(kernel, out float loss);
            Assert.Equal(expectedLoss, loss, 1e-4);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-6);
        }
    }

    [Fact]
    public void CrossEntropy_ExtremeScores_StaysFinite()
    {
        var scores = new float[16];
        var factors = new float[16];
        (scores[0], factors[0], scores[1], factors[1]) = (-500, -1, 500, 1);
        Assert.Equal(1000, Logistic.CrossEntropy<float>(scores, factors, pairCount: 2), 1e-3);
        Assert.Equal([-1f, 1f], scores[..2]);
    }

    [Fact]
    public void CrossEntropy_HalfAVector_Throws() =>
        Assert.Throws<ArgumentException>(() => Logistic.CrossEntropy<float>(new float[8], new float[8], pairCount: 8));

    [Theory]
    [InlineData(0, true)]
    [InlineData(2.5, true)]
    [InlineData(-2.5, false)]
    [InlineData(1.5, false)]
    public void BinaryCrossEntropy_Score_IsTheSoftplus(double score, bool isTrue) =>
        Assert.Equal(Softplus(isTrue ? -score : score), Logistic.BinaryCrossEntropy(score, isTrue), 1e-12);

    [Fact]
    public void BinaryCrossEntropy_ExtremeScores_StaysFinite()
    {
        Assert.Equal(1000, Logistic.BinaryCrossEntropy(1000, isTrue: false));
        Assert.Equal(0, Logistic.BinaryCrossEntropy(1000, isTrue: true));
    }

    [Fact]
    public void Softmax_LargeLogits_GivesProbabilitiesAndTheLogarithmOfTheSum()
    {
        double[] logits = [1000, 1001, 999];
        double logSum = Logistic.Softmax<double>(logits);
        double sum = Math.Exp(0) + Math.Exp(1) + Math.Exp(-1);
        Assert.Equal(1000 + Math.Log(sum), logSum, 1e-9);
        Assert.Equal(Math.Exp(1) / sum, logits[1], 1e-12);
        Assert.Equal(1, logits.Sum(), 1e-12);
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
