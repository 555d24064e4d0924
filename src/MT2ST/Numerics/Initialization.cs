namespace MT2ST.Numerics;

/// <summary>Initial values of tables and weights; padding stays zero.</summary>
internal static class Initialization
{
    /// <summary>Uniform in [-<paramref name="bound"/>, <paramref name="bound"/>).</summary>
    public static void Uniform<T>(RowMatrix<T> rows, double bound, SeededRandom random, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Uniform(rows, bound, rows.Dimensions, rows.Stride, random, cancellationToken);

    /// <summary>Uniform in +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16).</summary>
    /// <param name="weights">W, <c>[outputs, blocks of padded inputs]</c>.</param>
    /// <param name="valueCount">How many columns of each block carry values; the rest is padding.</param>
    /// <param name="blockStride">The columns from one block's start to the next.</param>
    /// <param name="random">The source.</param>
    public static void Glorot<T>(RowMatrix<T> weights, int valueCount, int blockStride, SeededRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputCount = (weights.Dimensions + blockStride - 1) / blockStride * valueCount;
        Uniform(weights, Math.Sqrt(6.0 / (inputCount + weights.RowCount)), valueCount, blockStride, random, cancellationToken: default);
    }

    private static void Uniform<T>(RowMatrix<T> rows, double bound, int valueCount, int blockStride, SeededRandom random, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<T> values = rows.Row(row);
            for (int column = 0; column < values.Length; column++)
                if (column % blockStride < valueCount)
                    values[column] = T.CreateTruncating(((2 * random.NextDouble()) - 1) * bound);
        }
    }
}
