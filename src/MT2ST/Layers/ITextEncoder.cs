using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Turns the words of a text into one vector of features.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITextEncoder<T>
    where T : unmanaged
{
    /// <summary>k, the number of features.</summary>
    int FeatureCount { get; }

    /// <summary>The encoder's own tables; a step touches only a few of their rows.</summary>
    IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <summary>The encoder's weights.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>Values that predicting needs and training does not change.</summary>
    IReadOnlyList<DenseParameter<T>> Constants => [];

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="dropout">The source of the choices of an encoder's own dropout in training; null when evaluating, where nothing is dropped.</param>
    /// <param name="cancellationToken">Ends a forward pass within a long text; none in training, whose steps are whole.</param>
    ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default);
}

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
    /// <param name="update">Receives the rows' gradients.</param>
    /// <param name="dFeatures">The gradient of the loss with respect to the features, <c>[k]</c>.</param>
    /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
    /// <returns>The multiply-adds of forward, backward and row updates.</returns>
    long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
        where TUpdate : struct, IRowUpdate<T>;
}
