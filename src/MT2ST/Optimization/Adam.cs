using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1) on dense weights.</summary>
/// <remarks>
/// m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²; w -= s (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon), with b1 0.9,
/// b2 0.999 and epsilon 1e-8 as in the paper.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Adam<T> : IDenseOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <inheritdoc/>
    public int MultiplyAddsPerValue => 4;

    /// <inheritdoc/>
    public void Apply(DenseParameter<T> parameter, RowMatrix<T> gradient, double stepSize)
    {
        long t = ++parameter.UpdateCount;
        // Both bias corrections go into the step: s sqrt(c2) / c1 * m / (sqrt(v) + epsilon sqrt(c2)).
        double c1 = 1 - Math.Pow(Beta1, t), c2 = Math.Sqrt(1 - Math.Pow(Beta2, t));
        Span<T> values = parameter.Values.Values, g = gradient.Values;
        Span<T> m = parameter.FirstMoment.Values, v = parameter.SecondMoment.Values;
        Move(values, g, m, v, T.CreateTruncating(stepSize * c2 / c1), T.CreateTruncating(Epsilon * c2));
    }

    // Rows are padded to 64 bytes, so the values are a whole number of vectors of any width.
    private static void Move(Span<T> values, Span<T> gradient, Span<T> firstMoment, Span<T> secondMoment, T stepSize, T epsilon)
    {
        Span<Vector<T>> w = MemoryMarshal.Cast<T, Vector<T>>(values), g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        Span<Vector<T>> m = MemoryMarshal.Cast<T, Vector<T>>(firstMoment), v = MemoryMarshal.Cast<T, Vector<T>>(secondMoment);
        var keep1 = new Vector<T>(T.CreateTruncating(Beta1));
        var take1 = new Vector<T>(T.CreateTruncating(1 - Beta1));
        var keep2 = new Vector<T>(T.CreateTruncating(Beta2));
        var take2 = new Vector<T>(T.CreateTruncating(1 - Beta2));
        var floor = new Vector<T>(epsilon);
        var step = new Vector<T>(stepSize);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (keep1 * m[i]) + (take1 * g[i]);
            v[i] = (keep2 * v[i]) + (take2 * g[i] * g[i]);
            w[i] -= step * m[i] / (Vector.SquareRoot(v[i]) + floor);
        }
    }
}
