using MT2ST.Embeddings;

namespace MT2ST.Tasks;

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
