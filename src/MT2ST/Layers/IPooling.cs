using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Turns the vectors of a text's tokens into one vector of the same length.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IPooling<T>
    where T : unmanaged
{
    /// <summary>The pooling's own weights.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>Makes one thread's scratch.</summary>
    IPoolingPass<T> CreatePass();
}

/// <summary>One thread's forward and backward pass of a pooling.</summary>
/// <remarks>Rows and vectors are padded to whole registers; the padding is zero and stays zero.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal interface IPoolingPass<T>
    where T : unmanaged
{
    /// <summary>Pools a block of token vectors.</summary>
    /// <param name="x">X, <c>[n, padded H]</c>, n at least 1.</param>
    /// <param name="pooled">The result, one row, <c>[1, padded H]</c>, overwritten.</param>
    void Forward(MatrixView<T> x, MatrixView<T> pooled);

    /// <summary>Gives the gradient of the block pooled last.</summary>
    /// <param name="x">X, as in the forward pass.</param>
    /// <param name="dPooled">The gradient of the loss with respect to the result, <c>[1, padded H]</c>.</param>
    /// <param name="dX">dX, <c>[n, padded H]</c>, overwritten.</param>
    /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
    /// <param name="dimensions">H, for counting without padding.</param>
    /// <returns>The multiply-adds of forward and backward.</returns>
    long Backward(MatrixView<T> x, MatrixView<T> dPooled, MatrixView<T> dX, ReadOnlySpan<RowMatrix<T>> gradients, int dimensions);
}
