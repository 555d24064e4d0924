using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The one table of vectors that all tasks share: a row for each word, one for unknown words, one for each character n-gram.</summary>
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
    /// <param name="composition">The character n-grams of the words; null if a word's vector is its row.</param>
    /// <param name="cancellationToken">Ends the drawing of initial values.</param>
    /// <exception cref="ArgumentException">The composition is of another number of words, or there are more values than an array holds.</exception>
    /// <exception cref="OperationCanceledException">The drawing was cancelled.</exception>
    internal EmbeddingTable(int wordCount, int dimensions, double scale, SeededRandom random, WordComposition? composition = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (composition is not null && composition.WordCount != wordCount)
            throw new ArgumentException($"The composition is of {composition.WordCount} words, the table of {wordCount}.", nameof(composition));
        CheckSize(wordCount, dimensions, composition);
        WordCount = wordCount;
        Composition = composition;
        Rows = new RowMatrix<T>(composition?.RowCount ?? wordCount + 1, dimensions);
        Initialization.Uniform(Rows, scale, random, cancellationToken);
    }

    /// <summary>The rows, <c>[V + 1 + n-grams, D]</c>; row V is the unknown word's.</summary>
    public RowMatrix<T> Rows { get; }

    /// <summary>V, the number of words, without the unknown word's row.</summary>
    public int WordCount { get; }

    /// <summary>The rows of each word; null if its own is the only one.</summary>
    internal WordComposition? Composition { get; }

    /// <summary>D, the length of a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>Sets a word's vector; the rows of n-grams, which other words share, do not change.</summary>
    /// <remarks>With n-grams, x = 1 / sqrt(n) * the sum of n rows: the word's own row becomes sqrt(n) x minus the others.</remarks>
    /// <param name="word">The word's id.</param>
    /// <param name="vector">The vector, <c>[D]</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    /// <exception cref="ArgumentException">The vector has another length than D.</exception>
    public void SetWord(int word, ReadOnlySpan<T> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(word);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(word, WordCount);
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {Dimensions}.", nameof(vector));
        ReadOnlySpan<int> rows = Composition is null ? [word] : Composition.Rows(word);
        Span<T> own = Rows.Row(word);
        TensorPrimitives.Multiply(vector, T.Sqrt(T.CreateChecked(rows.Length)), own);
        foreach (int row in rows)
            if (row != word)
                TensorPrimitives.Subtract(own, Rows.Row(row), own);
    }

    /// <summary>A view of the table for one task, with that task's own accumulators.</summary>
    public Embedding<T> CreateView() => new(new RowParameter<T>(ParameterName, Rows, isShared: true), Composition);

    /// <summary>The vectors of all words and of the unknown word as tasks see them, <c>[at least V + 1, D]</c>.</summary>
    /// <returns>The rows themselves if each word has just one, otherwise a new matrix.</returns>
    public RowMatrix<T> WordVectors()
    {
        if (Composition is null)
            return Rows;
        var vectors = new RowMatrix<T>(WordCount + 1, Dimensions);
        Embedding<T> embedding = CreateView();
        for (int word = 0; word <= WordCount; word++)
            embedding.Gather([word], vectors.Rows(word, 1));
        return vectors;
    }

    private static void CheckSize(int wordCount, int dimensions, WordComposition? composition)
    {
        long ngramCount = composition?.Buckets.Length ?? 0, rowCount = wordCount + 1L + ngramCount;
        if ((rowCount + 1) * RowMatrix<T>.PaddedLength(dimensions) > Array.MaxLength) // One row more for the alignment.
            throw new ArgumentException($"The table needs V + 1 + n-grams = {wordCount} + 1 + {ngramCount} = {rowCount} rows of {dimensions} values, more than an array holds ({Array.MaxLength} values). Lower dimensions or ngramBuckets, raise minCount.");
    }
}
