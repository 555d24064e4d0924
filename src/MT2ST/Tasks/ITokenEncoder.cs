using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Turns each token of a sentence into a vector of features: H = f(X), <c>[n tokens] -> [n, Size]</c>.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITokenEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of features of a token.</summary>
    int Size { get; }

    /// <summary>The tables that a pass touches by rows: the shared one first, then the encoder's own.</summary>
    IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <summary>The encoder's weights.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>The same encoder as another task trains it: shared parameters, with optimizers' moments of that task's own.</summary>
    /// <param name="words">That task's view of the words' vectors.</param>
    ITokenEncoder<T> CreateView(Embedding<T> words);

    /// <summary>Makes one thread's scratch.</summary>
    /// <param name="dropout">The source of dropout's choices in training; null when evaluating, where nothing is dropped.</param>
    /// <param name="cancellation">Ends a forward pass within a long sentence; none in training, whose steps are whole.</param>
    ITokenEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellation = default);
}
