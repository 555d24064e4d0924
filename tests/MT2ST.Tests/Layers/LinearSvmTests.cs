using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tests.Layers;

public sealed class LinearSvmTests
{
    // w²/2 + 2 C (1 - w)² is least at w = 4 C / (1 + 4 C), and by symmetry the bias is 0.
    [Fact]
    public void Fit_TwoOppositePoints_HasTheWeightOfTheFormula()
    {
        SparseRows x = new();
        x.Add(0, 1);
        x.EndRow();
        x.Add(0, -1);
        x.EndRow();
        var svm = new LinearSvm(classCount: 2, featureCount: 1);
        Assert.True(svm.Fit(x, [0, 1], [0, 1], [1, 1], cost: 1, TestContext.Current.CancellationToken, tolerance: 1e-10) > 0);
        var scores = new double[2];
        svm.Scores([0], [1], scores);
        Assert.Equal(0.8, scores[0], 1e-9);
        Assert.Equal(-0.8, scores[1], 1e-9);
        svm.Scores([], [], scores);
        Assert.Equal(0, scores[0], 1e-9);
    }

    [Fact]
    public void Fit_ManyPoints_NoWeightCanChangeForTheBetter()
    {
        const int Count = 80, Features = 6, Classes = 3;
        var random = new SeededRandom(seed: 3);
        SparseRows x = new();
        int[] labels = new int[Count];
        double[] factors = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            (labels[i], factors[i]) = (random.NextInt32(Classes), 0.5 + random.NextDouble());
            for (int column = 0; column < Features; column++)
                if (random.NextDouble() < 0.6)
                    x.Add(column, random.NextDouble() + (column == labels[i] ? 0.5 : 0));
            x.EndRow();
        }
        var svm = new LinearSvm(Classes, Features);
        int[] half = [.. Enumerable.Range(0, Count).Where(i => i % 2 == 0)];
        svm.Fit(x, half, labels, factors, cost: 2, TestContext.Current.CancellationToken, tolerance: 1e-10);
        for (int c = 0; c < Classes; c++)
        {
            double[] w = Weights(svm, c, Features, Classes), gradient = [.. w];
            foreach (int i in half)
            {
                double y = labels[i] == c ? 1 : -1, slack = 1 - (y * Product(w, x, i));
                if (slack <= 0)
                    continue;
                for (int k = 0; k < x.Columns(i).Length; k++)
                    gradient[x.Columns(i)[k]] -= 2 * 2 * factors[i] * slack * y * x.Values(i)[k];
                gradient[^1] -= 2 * 2 * factors[i] * slack * y;
            }
            Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-6));
        }
    }

    // The score of a unit vector is a weight and the bias; that of nothing the bias.
    private static double[] Weights(LinearSvm svm, int label, int features, int classes)
    {
        var scores = new double[classes];
        svm.Scores([], [], scores);
        double bias = scores[label];
        var w = new double[features + 1];
        for (int column = 0; column < features; column++)
        {
            svm.Scores([column], [1], scores);
            w[column] = scores[label] - bias;
        }
        w[^1] = bias;
        return w;
    }

    private static double Product(double[] w, SparseRows x, int row)
    {
        double sum = w[^1];
        for (int k = 0; k < x.Columns(row).Length; k++)
            sum += w[x.Columns(row)[k]] * x.Values(row)[k];
        return sum;
    }
}
