using System.Numerics;
using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The one table of word vectors that all tasks share: a row for each word and a last one for unknown words.</summary>
/// <typeparam name="T">The number type.</typeparam>
public sealed class EmbeddingTable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The name of the shared rows among a model's parameters.</summary>
    public const string ParameterName = "embedding";

    /// <summary>Creates a table whose values are uniform in [-<paramref name="scale"/>, <paramref name="scale"/>).</summary>
    /// <param name="wordCount">V, the number of words of the vocabulary.</param>
    /// <param name="dimensions">D, the length of a vector.</param>
    /// <param name="scale">The bound of the initial values; word2vec uses 0.5 / D, this project 0.5 / sqrt(D).</param>
    /// <param name="random">The source of the initial values.</param>
    public EmbeddingTable(int wordCount, int dimensions, double scale, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Rows = new RowMatrix<T>(wordCount + 1, dimensions);
        Initialization.Uniform(Rows, scale, random);
    }

    /// <summary>The rows, <c>[V + 1, D]</c>; row V is the unknown word's.</summary>
    public RowMatrix<T> Rows { get; }

    /// <summary>V, the number of words, without the unknown word's row.</summary>
    public int WordCount => Rows.RowCount - 1;

    /// <summary>D, the length of a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>The table as one task reads and updates it, with accumulators of that task's own.</summary>
    public Embedding<T> CreateView() => new(new RowParameter<T>(ParameterName, Rows, isShared: true));
}
