namespace MT2ST.Numerics;

/// <summary>The directions in which the rows of a matrix are longest: the first eigenvectors of C = Xᵀ X / n.</summary>
/// <remarks>
/// By orthogonal iteration, Q &lt;- orthonormal rows of Q C² (Golub and Van Loan 2013, section 7.3.2). The subspace is what counts:
/// directions of nearly the same length may stay mixed, as a turn within it changes no dot product.
/// </remarks>
internal static class PrincipalAxes
{
    private const int MostRows = 20_000; // Evenly spread; more change the directions by less than other text does.
    private const int IterationCount = 15;

    /// <summary>Finds the axes; the mean is not taken off.</summary>
    /// <param name="rows">X, <c>[n, K]</c>.</param>
    /// <param name="count">How many, in [1, K].</param>
    /// <returns>Orthonormal rows, <c>[count, K]</c>.</returns>
    public static RowMatrix<double> Of(RowMatrix<float> rows, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, rows.Dimensions);
        RowMatrix<double> squared = Squared(Covariance(rows));
        var axes = new RowMatrix<double>(count, rows.Dimensions);
        Initialization.Uniform(axes, 1, new SeededRandom(seed: 1));
        Orthonormalize(axes);
        var next = new RowMatrix<double>(count, rows.Dimensions);
        for (int iteration = 0; iteration < IterationCount; iteration++)
        {
            MultiplyByTransposed(axes, squared, next); // C² is symmetric.
            Orthonormalize(next);
            (axes, next) = (next, axes);
        }
        return axes;
    }

    private static RowMatrix<double> Covariance(RowMatrix<float> rows)
    {
        var covariance = new RowMatrix<double>(rows.Dimensions, rows.Dimensions);
        int step = Math.Max(1, (rows.RowCount + MostRows - 1) / MostRows);
        var sample = new RowMatrix<double>((rows.RowCount + step - 1) / step, rows.Dimensions);
        for (int i = 0; i < sample.RowCount; i++)
            TensorPrimitives.ConvertTruncating<float, double>(rows.Row(i * step), sample.Row(i));
        MatrixProducts.AddTransposedProduct(((MatrixView<double>)sample).Columns(0, rows.Dimensions), sample, covariance);
        double trace = 0;
        for (int i = 0; i < covariance.RowCount; i++)
            trace += covariance.Row(i)[i];
        double scale = trace > 0 ? 1 / trace : 0;
        for (int i = 0; i < covariance.RowCount; i++)
        {
            TensorPrimitives.Multiply(covariance.Row(i), scale, covariance.Row(i));
            covariance.Row(i)[i] += 1e-9; // Keeps axes along which no row reaches; fewer rows than axes would leave none.
        }
        return covariance;
    }

    private static RowMatrix<double> Squared(RowMatrix<double> matrix)
    {
        var squared = new RowMatrix<double>(matrix.RowCount, matrix.Dimensions);
        MultiplyByTransposed(matrix, matrix, squared);
        return squared;
    }

    private static void MultiplyByTransposed(MatrixView<double> x, RowMatrix<double> w, MatrixView<double> products) =>
        MatrixProducts.MultiplyByTransposed(x, w, products.Columns(0, w.RowCount));

    /// <summary>Gram-Schmidt, twice for each row, since once leaves rounding errors along the rows before it.</summary>
    private static void Orthonormalize(RowMatrix<double> rows)
    {
        for (int i = 0; i < rows.RowCount; i++)
        {
            Span<double> row = rows.Row(i);
            TensorPrimitives.Multiply(row, 1 / TensorPrimitives.Norm<double>(row), row);
            for (int pass = 0; pass < 2; pass++)
                for (int j = 0; j < i; j++)
                    TensorPrimitives.MultiplyAdd(rows.Row(j), -TensorPrimitives.Dot<double>(rows.Row(j), row), row, row);
            TensorPrimitives.Multiply(row, 1 / TensorPrimitives.Norm<double>(row), row);
        }
    }
}
