using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Turns each token of a sentence into a vector of features: H = f(X), <c>[n tokens] -> [n, Size]</c>.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITokenEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of features of a token.</summary>
    int Size { get; }

    /// <summary>The tables of which a pass touches single rows: the shared one first, then the encoder's own.</summary>
    IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <summary>The encoder's weights.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>A view of the encoder for another task: the same parameters, with that task's own optimizer moments.</summary>
    /// <param name="words">That task's view of the words' vectors.</param>
    ITokenEncoder<T> CreateView(Embedding<T> words);

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="dropout">The source of dropout's choices in training; null when evaluating, where nothing is dropped.</param>
    /// <param name="cancellationToken">Ends a forward pass within a long sentence; none in training, whose steps are whole.</param>
    ITokenEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default);
}

/// <summary>One thread's forward and backward pass of a token encoder.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITokenEncoderPass<T>
    where T : unmanaged
{
    /// <summary>Encodes a sentence.</summary>
    /// <param name="words">The sentence's words, at least one.</param>
    /// <param name="features">Their affix and shape features, <c>[n, WordFeatures.Count]</c>; empty if the encoder reads none.</param>
    /// <returns>H, <c>[n, Size]</c>, valid until the next pass; the padding of its rows is zero.</returns>
    MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features);

    /// <summary>Adds the gradients of the sentence encoded last.</summary>
    /// <param name="update">Receives the rows' gradients.</param>
    /// <param name="dH">The gradient of the loss with respect to H, <c>[n, Size]</c>; what it holds afterwards is undefined.</param>
    /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
    /// <returns>The multiply-adds of forward, backward and row updates.</returns>
    long Backward<TUpdate>(TUpdate update, MatrixView<T> dH, ReadOnlySpan<RowMatrix<T>> gradients)
        where TUpdate : struct, IRowUpdate<T>;
}

/// <summary>The parts from which a token encoder is built.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed record TokenEncoderContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The start of its parameters' names.</summary>
    public required string Name { get; init; }

    /// <summary>The words' vectors.</summary>
    public required Embedding<T> Words { get; init; }

    /// <summary>How many buckets the data's affix and shape features have.</summary>
    public required int FeatureBucketCount { get; init; }

    /// <summary>Its settings.</summary>
    public required TokenEncoderOptions Options { get; init; }

    /// <summary>The source of initial values.</summary>
    public required SeededRandom Random { get; init; }
}
