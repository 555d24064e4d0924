using System.Numerics.Tensors;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tests.Layers;

public sealed class LogisticRegressionTests
{
    private const int ExampleCount = 60;
    private const int ClassCount = 3;
    private const int Dimensions = 5;

    private static readonly int[] All = [.. Enumerable.Range(0, ExampleCount)];

    [Fact]
    public void Loss_Gradient_IsThatOfDifferences()
    {
        (RowMatrix<double> x, int[] labels) = Examples();
        var model = new LogisticRegression(ClassCount, Dimensions);
        var random = new SeededRandom(seed: 5);
        double[] at = [.. Enumerable.Range(0, ClassCount * (Dimensions + 1)).Select(_ => random.NextDouble() - 0.5)], gradient = new double[at.Length], ignored = new double[at.Length];
        model.Loss(at, x, All, LogisticRegression.CrossEntropy(labels), penalty: 0.3, gradient);
        for (int i = 0; i < at.Length; i++)
        {
            double[] more = [.. at], less = [.. at];
            (more[i], less[i]) = (at[i] + 1e-5, at[i] - 1e-5);
            double slope = (model.Loss(more, x, All, LogisticRegression.CrossEntropy(labels), 0.3, ignored) - model.Loss(less, x, All, LogisticRegression.CrossEntropy(labels), 0.3, ignored)) / 2e-5;
            Assert.Equal(slope, gradient[i], 1e-8);
        }
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-4)]
    public void Fit_Optimum_HasNoGradientAndLessLossThanItsNeighbours(double penalty)
    {
        (RowMatrix<double> x, int[] labels) = Examples();
        var model = new LogisticRegression(ClassCount, Dimensions);
        model.Fit(x, All, LogisticRegression.CrossEntropy(labels), penalty, TestContext.Current.CancellationToken);
        var gradient = new double[model.Parameters.Length];
        double loss = model.Loss(model.Parameters, x, All, LogisticRegression.CrossEntropy(labels), penalty, gradient);
        Assert.InRange(TensorPrimitives.Norm<double>(gradient), 0, 1e-4);
        var random = new SeededRandom(seed: 6);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] near = [.. model.Parameters.Select(value => value + (0.1 * (random.NextDouble() - 0.5)))];
            Assert.True(model.Loss(near, x, All, LogisticRegression.CrossEntropy(labels), penalty, gradient) >= loss - 1e-9);
        }
    }

    [Fact]
    public void Fit_TwoPointsByHand_GivesTheClosedForm()
    {
        // x = 1 and -1 of classes 0 and 1: w0 = -w1 = w, and w (1 + e^2w) p = 1 at the optimum, from the derivative of log(1 + e^-2w) + p w^2.
        var x = new RowMatrix<double>(2, 1);
        (x.Row(0)[0], x.Row(1)[0]) = (1, -1);
        var model = new LogisticRegression(2, 1);
        model.Fit(x, (int[])[0, 1], LogisticRegression.CrossEntropy([0, 1]), penalty: 0.1, TestContext.Current.CancellationToken);
        double w = model.Parameters[0];
        Assert.Equal(-w, model.Parameters[2], 1e-3);
        Assert.Equal(1, w * (1 + Math.Exp(2 * w)) * 0.1, 1e-3);
        Assert.Equal((0, 1), (model.Predict([0.5]), model.Predict([-0.5])));
    }

    private static (RowMatrix<double> X, int[] Labels) Examples()
    {
        var random = new SeededRandom(seed: 4);
        var x = new RowMatrix<double>(ExampleCount, Dimensions);
        var labels = new int[ExampleCount];
        for (int row = 0; row < ExampleCount; row++)
        {
            labels[row] = random.NextInt32(ClassCount);
            for (int i = 0; i < Dimensions; i++)
                x.Row(row)[i] = random.NextDouble() - 0.5 + (i == labels[row] ? 0.4 : 0);
        }
        return (x, labels);
    }
}
