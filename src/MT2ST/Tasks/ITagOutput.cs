using MT2ST.Embeddings;

namespace MT2ST.Tasks;

/// <summary>What makes tags of a sentence's scores: the loss in training, the predicted tags in use.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITagOutput<T>
    where T : unmanaged
{
    /// <summary>The output's own weights, beside those that make the scores.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="cancellation">Ends a loss or a prediction within a long sentence; none in training, whose steps are whole.</param>
    ITagOutputPass<T> CreatePass(CancellationToken cancellation = default);
}
