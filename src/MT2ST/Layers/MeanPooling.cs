using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The mean of the tokens' vectors (Joulin et al. 2017): x = 1/n sum of x_i, so each dx_i = dx / n.</summary>
internal sealed class MeanPooling<T> : IPooling<T>, IPoolingPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    public IPoolingPass<T> CreatePass() => this; // Nothing is kept between the passes.

    public void Forward(MatrixView<T> x, MatrixView<T> pooled)
    {
        pooled.Clear();
        RowOperations.AddRowsTo(x, pooled[0]);
        TensorPrimitives.Multiply(pooled[0], Share(x), pooled[0]);
    }

    public long Backward(MatrixView<T> x, MatrixView<T> dPooled, MatrixView<T> dX, ReadOnlySpan<RowMatrix<T>> gradients, int dimensions)
    {
        TensorPrimitives.Multiply(dPooled[0], Share(x), dX[0]);
        for (int i = 1; i < dX.RowCount; i++)
            RowOperations.Copy<T>(dX[0], dX[i]);
        return 2L * dimensions; // A share in each direction; sums and copies do not count.
    }

    private static T Share(MatrixView<T> x) => T.One / T.CreateTruncating(x.RowCount);
}
