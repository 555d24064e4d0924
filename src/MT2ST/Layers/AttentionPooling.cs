using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>A weighted mean with a learned query: p = softmax over the tokens of q . x_i, x = sum of p_i x_i.</summary>
/// <remarks>
/// <para>The attention of Yang et al. 2016 (section 2.2, eq. 6 and 7) on the token vectors themselves, without their hidden
/// layer. The query starts at zero: the mean.</para>
/// <para>With dp_i = dx . x_i and da_i = p_i (dp_i - sum of p_j dp_j): dx_i = p_i dx + da_i q and dq = sum of da_i x_i.</para>
/// </remarks>
internal sealed class AttentionPooling<T> : IPooling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseParameter<T> _query;

    /// <param name="name">The owning task's name.</param>
    /// <param name="dimensions">H, the length of a token's vector.</param>
    public AttentionPooling(string name, int dimensions)
    {
        _query = new DenseParameter<T>($"{name}/query", 1, dimensions);
        DenseParameters = [_query];
    }

    /// <summary>q, <c>[1, H]</c>.</summary>
    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    public IPoolingPass<T> CreatePass() => new Pass(_query.Values);

    private sealed class Pass(RowMatrix<T> query) : IPoolingPass<T>
    {
        private readonly WeightedSum<T> _sum = new();
        private readonly Scratch<T> _dScores = new();

        public void Forward(MatrixView<T> x, MatrixView<T> pooled)
        {
            MatrixView<T> p = _sum.Weights(x.RowCount);
            MatrixProducts.MultiplyByTransposed(query, x, p);
            Logistic.Softmax(p[0]);
            _sum.Forward(x, pooled);
        }

        public long Backward(MatrixView<T> x, MatrixView<T> dPooled, MatrixView<T> dX, ReadOnlySpan<RowMatrix<T>> gradients, int dimensions)
        {
            int n = x.RowCount;
            Span<T> p = _sum.Weights(n)[0];
            MatrixView<T> dScores = _dScores.Take(1, n);
            MatrixProducts.MultiplyByTransposed(dPooled, x, dScores);
            T mean = TensorPrimitives.Dot<T>(p, dScores[0]);
            TensorPrimitives.Subtract(dScores[0], mean, dScores[0]);
            TensorPrimitives.Multiply(dScores[0], p, dScores[0]);
            _sum.Backward(dPooled, dX);
            MatrixProducts.AddTransposedProduct(dScores, query, dX);
            MatrixProducts.AddProduct<T>(dScores, x, gradients[0]);
            return (6L * n * dimensions) + (2L * n); // q . x, p x, dx . x, p dx, da q and da x; p . dp and p (dp - mean).
        }
    }
}
