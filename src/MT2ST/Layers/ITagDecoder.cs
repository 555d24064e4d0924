using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Turns a sentence's scores into a loss in training, and into tags in use.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITagDecoder<T>
    where T : unmanaged
{
    /// <summary>The output's own weights, apart from those that compute the scores.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>Rules out that a tag follows another one, from the start on; an output that looks at each token by itself can't.</summary>
    /// <param name="before">The first tag; negative for the start of a sentence.</param>
    /// <param name="after">The tag that can't follow it.</param>
    void RuleOut(int before, int after)
    {
    }

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="cancellationToken">Ends a loss or a prediction within a long sentence; none in training, whose steps are whole.</param>
    ITagDecoderPass<T> CreatePass(CancellationToken cancellationToken = default);
}

/// <summary>One thread's losses and predictions of a tag output.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITagDecoderPass<T>
    where T : unmanaged
{
    /// <summary>The multiply-adds of the last loss.</summary>
    long MultiplyAdds { get; }

    /// <summary>The loss of a sentence; its scores become the loss's gradient.</summary>
    /// <param name="scores">A score for each token and tag, <c>[n, C]</c>, n at least 1.</param>
    /// <param name="tags">The tags, <c>[n]</c>; negative for a token without one, which does not count.</param>
    /// <param name="gradients">Of the dense parameters, in their order, added to; empty when evaluating.</param>
    /// <returns>The summed loss of the sentence in nats.</returns>
    double Loss(MatrixView<T> scores, ReadOnlySpan<int> tags, ReadOnlySpan<RowMatrix<T>> gradients);

    /// <summary>The most likely tags.</summary>
    /// <param name="scores">As for <see cref="Loss"/>; not changed.</param>
    /// <param name="tags">Receives the tags, <c>[n]</c>.</param>
    void Predict(MatrixView<T> scores, Span<int> tags);
}
