using System.Numerics.Tensors;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Embeddings;

/// <summary>Words and their vectors, as saved, loaded and evaluated. Any number of threads may read it.</summary>
public sealed class WordVectors
{
    /// <summary>Joins a vocabulary with its vectors; neither is copied.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="rows">The vectors, <c>[at least vocabulary.Count, dimensions]</c>: row i is word i's; rows beyond (such as the unknown word's) belong to no word.</param>
    /// <exception cref="ArgumentException">There are fewer rows than words.</exception>
    public WordVectors(Vocabulary vocabulary, RowMatrix<float> rows)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.RowCount < vocabulary.Count)
            throw new ArgumentException($"There are {rows.RowCount} rows for {vocabulary.Count} words; each word needs its own.", nameof(rows));
        Vocabulary = vocabulary;
        Rows = rows;
    }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The vectors, <c>[at least Count, Dimensions]</c>.</summary>
    public RowMatrix<float> Rows { get; }

    /// <summary>The number of words.</summary>
    public int Count => Vocabulary.Count;

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>The vector of the word with this id, <c>[Dimensions]</c>.</summary>
    public ReadOnlySpan<float> this[int id] => Rows.Row(id);

    /// <summary>The id of a word as it is written or, where that is missing, in lower case; else <see cref="Vocabulary.Missing"/>.</summary>
    public int Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        int id = Vocabulary.IndexOf(word);
        return id != Vocabulary.Missing ? id : Vocabulary.IndexOf(LowerCased(word));
    }

    /// <summary>The cosine of two words' vectors in [-1, 1]; 0 where one of them is zero.</summary>
    public double Cosine(int first, int second)
    {
        ReadOnlySpan<float> a = this[first];
        ReadOnlySpan<float> b = this[second];
        double norms = Math.Sqrt((double)TensorPrimitives.SumOfSquares(a) * TensorPrimitives.SumOfSquares(b));
        return norms > 0 ? Math.Clamp(TensorPrimitives.Dot(a, b) / norms, -1, 1) : 0;
    }

    /// <summary>A copy in which every word's vector has length 1; a vector of zeros stays as it is.</summary>
    public WordVectors Normalized()
    {
        var units = new RowMatrix<float>(Count, Dimensions);
        for (int id = 0; id < Count; id++)
        {
            float norm = TensorPrimitives.Norm(this[id]);
            if (norm > 0)
                TensorPrimitives.Divide(this[id], norm, units.Row(id));
        }
        return new WordVectors(Vocabulary, units);
    }

    // Lower case is what the word-vector tools' corpora are in, so CA1308's upper case would find nothing.
#pragma warning disable CA1308
    private static string LowerCased(string word) => word.ToLowerInvariant();
#pragma warning restore CA1308
}
