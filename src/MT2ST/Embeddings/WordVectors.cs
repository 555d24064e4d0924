using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST;

/// <summary>Words and their vectors, as saved, loaded and evaluated. Any number of threads may read it.</summary>
public sealed class WordVectors
{
    private const float SmallestLength = 1e-15f; // The squares of less lose digits or vanish as floats.
    private const float SmallestSquares = SmallestLength * SmallestLength;

    private readonly Lock _preparing = new();
    private volatile NearestWords? _nearest;

    /// <summary>Joins a vocabulary with its vectors; neither is copied.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="rows">The vectors, <c>[at least vocabulary.Count, dimensions]</c>: row i is word i's; rows beyond (such as the unknown word's) belong to no word.</param>
    /// <exception cref="ArgumentException">There are fewer rows than words.</exception>
    public WordVectors(Vocabulary vocabulary, RowMatrix<float> rows)
        : this(vocabulary, rows, ngrams: null) { }

    /// <summary>Joins a vocabulary with its vectors and those of character n-grams, from which other words get theirs.</summary>
    internal WordVectors(Vocabulary vocabulary, RowMatrix<float> rows, NgramVectors? ngrams)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.RowCount < vocabulary.Count)
            throw new ArgumentException($"There are {rows.RowCount} rows for {vocabulary.Count} words; each word needs its own.", nameof(rows));
        if (ngrams is not null && ngrams.Dimensions != rows.Dimensions)
            throw new ArgumentException($"The n-grams have {ngrams.Dimensions} dimensions, the words {rows.Dimensions}.", nameof(ngrams));
        Vocabulary = vocabulary;
        Rows = rows;
        Ngrams = ngrams;
    }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The vectors, <c>[at least Count, Dimensions]</c>.</summary>
    public RowMatrix<float> Rows { get; }

    /// <summary>The vectors of character n-grams, as trained; null if there are none.</summary>
    internal NgramVectors? Ngrams { get; }

    /// <summary>What a user should know of how the vectors were read, such as a word that comes twice; may be empty.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>The number of words.</summary>
    public int Count => Vocabulary.Count;

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>The vector of the word with this id, <c>[Dimensions]</c>.</summary>
    public ReadOnlySpan<float> this[int id] => Rows.Row(id);

    /// <summary>The id of a word as written or, failing that, with its accents composed or in lower case; otherwise <see cref="Vocabulary.Missing"/>.</summary>
    public int Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        int id = Vocabulary.IndexOf(word);
        if (id == Vocabulary.Missing)
            id = Vocabulary.IndexOf(ComposedForm.Of(word));
        return id != Vocabulary.Missing ? id : Vocabulary.IndexOf(WordCase.Lower(word));
    }

    /// <summary>The vector of any word: its own if <see cref="Find"/> knows it, otherwise one made of its character n-grams.</summary>
    /// <param name="word">The word; its n-grams are taken as it is written or in lower case, whichever has more n-grams with a vector.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>.</param>
    /// <returns>False, and zeros, if the word is unknown and none of its n-grams has a vector.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    public bool TryGetVector(string word, Span<float> vector)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {Dimensions}.", nameof(vector));
        int id = Find(word);
        if (id != Vocabulary.Missing)
        {
            this[id].CopyTo(vector);
            return true;
        }
        vector.Clear();
        if (Ngrams is null)
            return false;
        int asWritten = Ngrams.Compose(word, vector);
        var lowerCased = new float[Dimensions];
        int inLowerCase = Ngrams.Compose(WordCase.Lower(word), lowerCased);
        if (inLowerCase > asWritten)
            lowerCased.CopyTo(vector);
        return asWritten + inLowerCase > 0;
    }

    /// <summary>Whether a word is in the vocabulary, as it is written or in lower case.</summary>
    public bool Contains(string word) => Find(word) != Vocabulary.Missing;

    /// <summary>The words nearest to a word by cosine, the nearest first, without the word itself.</summary>
    /// <remarks>The first call makes a copy of the vectors at length 1.</remarks>
    /// <param name="word">The word, looked up as written, then in lower case, then made of its character n-grams if the vectors have them.</param>
    /// <param name="count">How many words to give, above 0; fewer where the vocabulary has fewer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    /// <exception cref="InvalidDataException">The word's vector is zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is not above 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<WordMatch> MostSimilar(string word, int count = 10, CancellationToken cancellationToken = default) =>
        Nearest(cancellationToken).To(word, count, cancellationToken);

    /// <summary>The words nearest to a vector by cosine, the nearest first; words at the same cosine by their ids.</summary>
    /// <param name="vector">The vector, <c>[Dimensions]</c>, of any length but zero.</param>
    /// <param name="count">How many words to give, above 0; fewer where the vocabulary has fewer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The vector has other dimensions, or is zero or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is not above 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<WordMatch> MostSimilar(ReadOnlySpan<float> vector, int count = 10, CancellationToken cancellationToken = default) =>
        Nearest(cancellationToken).To(vector, count, cancellationToken);

    /// <summary>The cosine of two words' vectors in [-1, 1]; 0 if one of them is zero.</summary>
    /// <exception cref="KeyNotFoundException">A word has no vector.</exception>
    public double Similarity(string first, string second)
    {
        var vectors = new float[2 * Dimensions];
        Span<float> a = vectors.AsSpan(0, Dimensions), b = vectors.AsSpan(Dimensions);
        return TryGetVector(first, a) && TryGetVector(second, b)
            ? Cosine(a, b)
            : throw new KeyNotFoundException($"The word '{(TryGetVector(first, a) ? second : first)}' is not among the {Count} words of the vectors.");
    }

    private NearestWords Nearest(CancellationToken cancellationToken)
    {
        if (_nearest is { } ready)
            return ready;
        lock (_preparing)
            return _nearest ??= new NearestWords(this, cancellationToken);
    }

    /// <summary>The cosine of two words' vectors in [-1, 1]; 0 if one of them is zero.</summary>
    public double Cosine(int first, int second) => Cosine(this[first], this[second]);

    /// <summary>The cosine of two vectors in [-1, 1]; 0 if one of them is zero.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">Another of the same length.</param>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        (float squaresOfA, float squaresOfB) = (TensorPrimitives.SumOfSquares(a), TensorPrimitives.SumOfSquares(b));
        if (squaresOfA is > SmallestSquares and < float.PositiveInfinity && squaresOfB is > SmallestSquares and < float.PositiveInfinity)
            return Math.Clamp(TensorPrimitives.Dot(a, b) / Math.Sqrt((double)squaresOfA * squaresOfB), -1, 1);
        double products = 0; // As doubles: the squares of tiny and of huge values are no floats.
        for (int i = 0; i < a.Length; i++)
            products += (double)a[i] * b[i];
        double norms = Length(a) * Length(b);
        return norms > 0 ? Math.Clamp(products / norms, -1, 1) : 0;
    }

    /// <summary>The Euclidean length of a vector, also where the squares of its values are too small or too large for a float.</summary>
    internal static double Length(ReadOnlySpan<float> vector)
    {
        float length = TensorPrimitives.Norm(vector);
        if (HasSquares(length))
            return length;
        double squares = 0;
        foreach (float value in vector)
            squares += (double)value * value;
        return Math.Sqrt(squares);
    }

    /// <summary>Whether the squares of a vector of this length are exact enough as floats.</summary>
    internal static bool HasSquares(double length) => length is > SmallestLength and < float.MaxValue;

    /// <summary>A copy in which every word's vector has length 1; a vector of zeros stays as it is, and so do n-grams.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public WordVectors Normalized(CancellationToken cancellationToken = default)
    {
        var units = new RowMatrix<float>(Count, Dimensions);
        for (int id = 0; id < Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double length = Length(this[id]);
            if (HasSquares(length))
                TensorPrimitives.Divide(this[id], (float)length, units.Row(id));
            else if (length > 0)
                for (int i = 0; i < Dimensions; i++)
                    units.Row(id)[i] = (float)(this[id][i] / length);
        }
        return new WordVectors(Vocabulary, units, Ngrams);
    }
}

/// <summary>A word and how near it is to what was asked for.</summary>
/// <param name="Word">The word.</param>
/// <param name="Cosine">The cosine of its vector and the query, in [-1, 1].</param>
public sealed record WordMatch(string Word, double Cosine);
