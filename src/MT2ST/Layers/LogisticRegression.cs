using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Multinomial logistic regression with an L2 penalty, trained by L-BFGS.</summary>
/// <remarks>
/// The loss is the mean over the examples of theirs, such as -log p(y | x), plus penalty / 2 times the sum of the squared weights; biases are free.
/// With n examples it is scikit-learn's at C = 1 / (penalty n). L-BFGS: Nocedal and Wright 2006, algorithm 7.4, with halving of the step
/// until the loss falls enough (Armijo). The loss is convex, so there is one optimum but for a constant added to all biases.
/// </remarks>
/// <param name="classCount">C, the number of classes.</param>
/// <param name="dimensions">D, the number of values in x.</param>
internal sealed class LogisticRegression(int classCount, int dimensions)
{
    private const int Memory = 10;
    private const int MaximumSteps = 500;
    private const double Tolerance = 1e-5; // The greatest value of the gradient at which the optimum counts as found.
    private const double Sufficient = 1e-4; // Armijo's share of the fall that the slope promises.

    /// <summary>Turns an example's logits, one row, <c>[1, C]</c>, into the gradient of its loss.</summary>
    /// <param name="logits">The logits, overwritten.</param>
    /// <param name="row">The example's row in X.</param>
    /// <returns>The loss.</returns>
    public delegate double ExampleLoss(MatrixView<double> logits, int row);

    private readonly int _stride = dimensions + 1; // A class's weights, then its bias.
    private readonly Scratch<double> _logits = new();

    /// <summary>The parameters, <c>[C, D + 1]</c>, the bias last.</summary>
    public double[] Parameters { get; private set; } = new double[classCount * (dimensions + 1)];

    /// <summary>-log p(y | x) for one class of each example.</summary>
    /// <param name="labels">The class of each row of X.</param>
    public static ExampleLoss CrossEntropy(int[] labels) => (logits, row) => Logistic.SoftmaxCrossEntropy(logits[0], labels[row]);

    /// <summary>Fits the parameters, from those that there are.</summary>
    /// <param name="x">X, of which some rows are the examples.</param>
    /// <param name="rows">The examples' rows.</param>
    /// <param name="exampleLoss">The loss of an example.</param>
    /// <param name="penalty">The weight of the penalty, above 0.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The multiply-adds of losses and gradients.</returns>
    public long Fit(RowMatrix<double> x, ReadOnlyMemory<int> rows, ExampleLoss exampleLoss, double penalty, CancellationToken cancellationToken)
    {
        double[] gradient = new double[Parameters.Length], nextGradient = new double[Parameters.Length];
        List<(double[] Step, double[] Change)> memory = [];
        double loss = Loss(Parameters, x, rows.Span, exampleLoss, penalty, gradient);
        long ofLoss = 2L * rows.Length * Parameters.Length, multiplyAdds = ofLoss;
        for (int step = 0; step < MaximumSteps && Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) > Tolerance; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] direction = Direction(gradient, memory);
            double slope = TensorPrimitives.Dot<double>(gradient, direction), rate = 1, nextLoss;
            var next = new double[Parameters.Length];
            while (true)
            {
                TensorPrimitives.MultiplyAdd(direction, rate, Parameters, next);
                multiplyAdds += ofLoss;
                nextLoss = Loss(next, x, rows.Span, exampleLoss, penalty, nextGradient);
                if (nextLoss <= loss + (Sufficient * rate * slope))
                    break;
                rate /= 2;
                if (rate < 1e-12)
                    return multiplyAdds; // As near as the numbers allow.
            }
            Remember(memory, Difference(next, Parameters), Difference(nextGradient, gradient));
            (Parameters, loss) = (next, nextLoss);
            (gradient, nextGradient) = (nextGradient, gradient);
        }
        return multiplyAdds;
    }

    /// <summary>The likeliest class.</summary>
    public int Predict(ReadOnlySpan<double> x)
    {
        Span<double> logits = classCount <= 256 ? stackalloc double[classCount] : new double[classCount];
        Logits(Parameters, x, logits);
        return TensorPrimitives.IndexOfMax<double>(logits);
    }

    /// <summary>The loss and its gradient.</summary>
    internal double Loss(double[] parameters, RowMatrix<double> x, ReadOnlySpan<int> rows, ExampleLoss exampleLoss, double penalty, Span<double> gradient)
    {
        gradient.Clear();
        double loss = 0;
        MatrixView<double> logits = _logits.Take(1, classCount);
        Span<double> g = logits[0];
        foreach (int row in rows)
        {
            ReadOnlySpan<double> features = x.Row(row);
            Logits(parameters, features, g);
            loss += exampleLoss(logits, row);
            TensorPrimitives.Divide(g, rows.Length, g);
            for (int c = 0; c < classCount; c++)
            {
                Span<double> own = gradient.Slice(c * _stride, dimensions);
                TensorPrimitives.MultiplyAdd(features, g[c], own, own);
                gradient[(c * _stride) + dimensions] += g[c];
            }
        }
        double squares = 0;
        for (int c = 0; c < classCount; c++)
        {
            ReadOnlySpan<double> weights = parameters.AsSpan(c * _stride, dimensions);
            squares += TensorPrimitives.SumOfSquares(weights);
            Span<double> own = gradient.Slice(c * _stride, dimensions);
            TensorPrimitives.MultiplyAdd(weights, penalty, own, own);
        }
        return (loss / rows.Length) + (penalty / 2 * squares);
    }

    private void Logits(double[] parameters, ReadOnlySpan<double> x, Span<double> logits)
    {
        for (int c = 0; c < classCount; c++)
            logits[c] = TensorPrimitives.Dot(parameters.AsSpan(c * _stride, dimensions), x) + parameters[(c * _stride) + dimensions];
    }

    /// <summary>Minus the gradient times the inverse of the curvature that the last steps have shown.</summary>
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change)> memory)
    {
        double[] direction = [.. gradient];
        var shares = new double[memory.Count];
        for (int i = memory.Count - 1; i >= 0; i--)
        {
            (double[] step, double[] change) = memory[i];
            shares[i] = TensorPrimitives.Dot<double>(step, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(change, -shares[i], direction, direction);
        }
        if (memory.Count > 0)
            TensorPrimitives.Multiply(direction, TensorPrimitives.Dot<double>(memory[^1].Step, memory[^1].Change) / TensorPrimitives.SumOfSquares<double>(memory[^1].Change), direction);
        for (int i = 0; i < memory.Count; i++)
        {
            (double[] step, double[] change) = memory[i];
            double share = TensorPrimitives.Dot<double>(change, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(step, shares[i] - share, direction, direction);
        }
        TensorPrimitives.Negate(direction, direction);
        return direction;
    }

    private static void Remember(List<(double[] Step, double[] Change)> memory, double[] step, double[] change)
    {
        if (!(TensorPrimitives.Dot<double>(step, change) > 0))
            return; // Rounding alone makes it so; such a pair would break the direction.
        memory.Add((step, change));
        if (memory.Count > Memory)
            memory.RemoveAt(0);
    }

    private static double[] Difference(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }
}
