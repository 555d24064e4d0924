using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Turns the words of a text into one vector of features.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITextEncoder<T>
    where T : unmanaged
{
    /// <summary>k, the number of features.</summary>
    int FeatureCount { get; }

    /// <summary>The encoder's own tables, of which a step touches a few rows.</summary>
    IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <summary>The encoder's weights.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>What predicting needs and training does not change.</summary>
    IReadOnlyList<DenseParameter<T>> Constants => [];

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="dropout">The source of the choices of an encoder's own dropout in training; null when evaluating, where nothing is dropped.</param>
    /// <param name="cancellation">Ends a forward pass within a long text; none in training, whose steps are whole.</param>
    ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellation = default);
}
