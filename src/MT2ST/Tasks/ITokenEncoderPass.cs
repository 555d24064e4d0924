using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>One thread's forward and backward pass of a token encoder.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITokenEncoderPass<T>
    where T : unmanaged
{
    /// <summary>Encodes a sentence.</summary>
    /// <param name="words">The sentence's words, at least one.</param>
    /// <param name="features">Their affix and shape features, <c>[n, WordFeatures.Count]</c>; empty where the encoder reads none.</param>
    /// <returns>H, <c>[n, Size]</c>, valid until the next pass; the padding of its rows is zero.</returns>
    MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features);

    /// <summary>Adds the gradients of the sentence encoded last.</summary>
    /// <param name="update">What becomes of the rows' gradients.</param>
    /// <param name="dH">The gradient of the loss with respect to H, <c>[n, Size]</c>; what it holds afterwards is undefined.</param>
    /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
    /// <returns>The multiply-adds of forward, backward and row updates.</returns>
    long Backward<TUpdate>(TUpdate update, MatrixView<T> dH, ReadOnlySpan<RowMatrix<T>> gradients)
        where TUpdate : struct, IRowUpdate<T>;
}
