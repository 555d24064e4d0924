using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The maximum over the tokens in each dimension (Collobert et al. 2011, section 3.3.2); only the token of the maximum gets a gradient.</summary>
internal sealed class MaxPooling<T> : IPooling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    public IPoolingPass<T> CreatePass() => new Pass();

    /// <summary>The greatest value of each column, and the first row that has it.</summary>
    public static void MaximumOfRows(MatrixView<T> x, Span<T> greatest, Span<int> best)
    {
        x[0].CopyTo(greatest);
        best.Clear();
        for (int i = 1; i < x.RowCount; i++)
        {
            Span<T> row = x[i];
            for (int d = 0; d < row.Length; d++)
            {
                if (row[d] > greatest[d])
                {
                    greatest[d] = row[d];
                    best[d] = i;
                }
            }
        }
    }

    private sealed class Pass : IPoolingPass<T>
    {
        private int[] _best = []; // The token of each dimension's maximum, the first if it occurs twice.

        public void Forward(MatrixView<T> x, MatrixView<T> pooled)
        {
            if (_best.Length < pooled.ColumnCount)
                _best = new int[pooled.ColumnCount];
            MaximumOfRows(x, pooled[0], _best);
        }

        public long Backward(MatrixView<T> x, MatrixView<T> dPooled, MatrixView<T> dX, ReadOnlySpan<RowMatrix<T>> gradients, int dimensions)
        {
            dX.Clear();
            ReadOnlySpan<T> gradient = dPooled[0];
            for (int d = 0; d < gradient.Length; d++)
                dX[_best[d]][d] = gradient[d];
            return 0;
        }
    }
}
