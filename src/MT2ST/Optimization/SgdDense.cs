using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>Plain stochastic gradient descent on dense weights: w -= s g.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SgdDense<T> : IDenseOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int MultiplyAddsPerValue => 1;

    /// <inheritdoc/>
    public void Apply(DenseParameter<T> parameter, RowMatrix<T> gradient, double stepSize) =>
        TensorPrimitives.MultiplyAdd(gradient.Values, T.CreateTruncating(-stepSize), parameter.Values.Values, parameter.Values.Values);
}
