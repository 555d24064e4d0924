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
        double[] scores = [0.5, -1, 2, -3], original = [.. scores];
        double loss = Logistic.CrossEntropy(new MatrixView<double>(scores, 2, 2, 2), new double[4]);
        double expected = Softplus(-0.5) + Softplus(-1) + Softplus(-2) + Softplus(-3);
        Assert.Equal(expected, loss, 1e-12);
        for (int i = 0; i < 4; i++)
            Assert.Equal((1 / (1 + Math.Exp(-original[i]))) - (i % 2 == 0 ? 1 : 0), scores[i], 1e-12);
    }

    [Fact]
    public void CrossEntropy_ExtremeScores_StaysFinite()
    {
        float[] scores = [-500, 500];
        double loss = Logistic.CrossEntropy(new MatrixView<float>(scores, 1, 2, 2), new float[2]);
        Assert.Equal(1000, loss, 1e-3);
        Assert.Equal([-1f, 1f], scores);
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
