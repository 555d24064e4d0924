using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>A linear classifier with squared hinge loss, one class against all others.</summary>
/// <remarks>
/// For each class, with y_i = 1 for its examples and -1 for all others: w = argmin |w|² / 2 + C sum of f_i max(0, 1 - y_i w x_i)², by dual coordinate
/// descent (Hsieh et al. 2008, algorithm 1). Each x has a last value of 1, so that the bias is part of w. Of two classes the second is the first with its sign changed.
/// </remarks>
/// <param name="classCount">The number of classes, at least 2.</param>
/// <param name="featureCount">The number of features.</param>
internal sealed class LinearSvm(int classCount, int featureCount)
{
    private const int MaximumPasses = 1000;
    private const double Tolerance = 0.1; // Of the dual's gradient, as in LIBLINEAR.

    private readonly double[][] _weights = [.. Enumerable.Range(0, classCount == 2 ? 1 : classCount).Select(_ => new double[featureCount + 1])];

    /// <summary>Fits to examples.</summary>
    /// <param name="x">The features of all examples.</param>
    /// <param name="rows">Which examples count.</param>
    /// <param name="labels">y of every example.</param>
    /// <param name="factors">f of every example, above 0.</param>
    /// <param name="cost">C, above 0.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="tolerance">The largest gradient at which the fit ends.</param>
    /// <returns>The multiply-adds.</returns>
    public long Fit(SparseRows x, ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> factors, double cost, CancellationToken cancellationToken, double tolerance = Tolerance)
    {
        long multiplyAdds = 0;
        var squares = new double[x.RowCount];
        foreach (int i in rows)
            squares[i] = TensorPrimitives.SumOfSquares(x.Values(i)) + 1;
        for (int c = 0; c < _weights.Length; c++)
            multiplyAdds += Fit(_weights[c], c, x, squares, [.. rows], labels, factors, cost, tolerance, cancellationToken);
        return multiplyAdds;
    }

    /// <summary>The weight of a feature for a class, or its bias for the feature after the last.</summary>
    public double Weight(int label, int feature) => classCount == 2 && label == 1 ? -_weights[0][feature] : _weights[label][feature];

    /// <summary>The score w x of every class.</summary>
    /// <param name="columns">The features that are not 0.</param>
    /// <param name="values">Their values.</param>
    /// <param name="scores"><c>[C]</c>, overwritten.</param>
    public void Scores(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, Span<double> scores)
    {
        for (int c = 0; c < _weights.Length; c++)
            scores[c] = Product(_weights[c], columns, values);
        if (classCount == 2)
            scores[1] = -scores[0];
    }

    private static long Fit(double[] w, int label, SparseRows x, double[] squares, int[] order, ReadOnlySpan<int> labels, ReadOnlySpan<double> factors, double cost, double tolerance, CancellationToken cancellationToken)
    {
        Array.Clear(w);
        var alpha = new double[x.RowCount];
        var random = new SeededRandom(seed: 1, (ulong)label);
        long multiplyAdds = 0;
        for (int pass = 0; pass < MaximumPasses; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle<int>(order);
            double least = 0, most = 0;
            foreach (int i in order)
            {
                ReadOnlySpan<int> columns = x.Columns(i);
                ReadOnlySpan<double> values = x.Values(i);
                double y = labels[i] == label ? 1 : -1, softness = 1 / (2 * cost * factors[i]);
                double gradient = (y * Product(w, columns, values)) - 1 + (softness * alpha[i]);
                multiplyAdds += values.Length;
                double projected = alpha[i] == 0 ? Math.Min(gradient, 0) : gradient;
                (least, most) = (Math.Min(least, projected), Math.Max(most, projected));
                if (Math.Abs(projected) < 1e-12)
                    continue;
                double before = alpha[i];
                alpha[i] = Math.Max(0, before - (gradient / (squares[i] + softness)));
                double step = (alpha[i] - before) * y;
                for (int k = 0; k < columns.Length; k++)
                    w[columns[k]] += step * values[k];
                w[^1] += step;
                multiplyAdds += 2L * values.Length;
            }
            if (most - least <= tolerance)
                break;
        }
        return multiplyAdds;
    }

    private static double Product(double[] w, ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
    {
        double sum = w[^1];
        for (int k = 0; k < columns.Length; k++)
            sum += w[columns[k]] * values[k];
        return sum;
    }
}
