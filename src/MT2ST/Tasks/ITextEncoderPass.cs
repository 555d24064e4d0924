using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>One thread's forward and backward pass of an encoder.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITextEncoderPass<T>
    where T : unmanaged
{
    /// <summary>Encodes a text.</summary>
    /// <param name="words">The text's words, at least one.</param>
    /// <param name="features">The features, <c>[k]</c>, overwritten.</param>
    void Forward(ReadOnlySpan<int> words, Span<T> features);

    /// <summary>Adds the gradients of the text encoded last.</summary>
    /// <param name="update">What becomes of the rows' gradients.</param>
    /// <param name="dFeatures">The gradient of the loss with respect to the features, <c>[k]</c>.</param>
    /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
    /// <returns>The multiply-adds of forward, backward and row updates.</returns>
    long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
        where TUpdate : struct, IRowUpdate<T>;
}
