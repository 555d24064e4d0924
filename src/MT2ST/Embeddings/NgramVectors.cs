using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The vectors of character n-grams, which make up vectors of words outside the vocabulary. Any number of threads may read it.</summary>
/// <remarks>
/// A word outside the vocabulary is x = sum of w_i r_i / sqrt(sum of w_i²) over those of its n-grams that have a vector r_i, with
/// w_i = sqrt(c_i), where c_i is how often the words of the vocabulary have it. Bojanowski et al. 2017 (section 6.3) weigh all
/// alike; but an n-gram of only one or two words was trained to stand for these words, not for its string. The length is that of
/// <see cref="WordComposition.Scale"/> for rows at random.
/// </remarks>
internal sealed class NgramVectors
{
    private readonly int[] _buckets;
    private readonly int[] _useCounts;
    private readonly Dictionary<int, int> _indexOfBucket;

    /// <summary>Joins buckets with their vectors; the vectors are not copied.</summary>
    /// <param name="ngrams">Which n-grams count.</param>
    /// <param name="buckets">The buckets that have a vector, all different.</param>
    /// <param name="useCounts">How often the words of the vocabulary have each n-gram, at least 1, <c>[buckets]</c>.</param>
    /// <param name="rows">The vectors, <c>[at least firstRow + buckets, dimensions]</c>.</param>
    /// <param name="firstRow">The row of the first bucket; the others follow.</param>
    /// <exception cref="ArgumentException">There are fewer rows or another number of counts than buckets, a bucket is out of its range or comes twice, or a count is below 1.</exception>
    public NgramVectors(CharacterNgrams ngrams, ReadOnlySpan<int> buckets, ReadOnlySpan<int> useCounts, RowMatrix<float> rows, int firstRow = 0)
    {
        ArgumentNullException.ThrowIfNull(ngrams);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ngrams.Validate();
        if (rows.RowCount < firstRow + buckets.Length)
            throw new ArgumentException($"There are {rows.RowCount} rows for {buckets.Length} buckets from row {firstRow} on; each bucket needs its own.", nameof(rows));
        if (useCounts.Length != buckets.Length)
            throw new ArgumentException($"There are {useCounts.Length} counts for {buckets.Length} buckets; each bucket needs its own.", nameof(useCounts));
        foreach (int count in useCounts)
            if (count < 1)
                throw new ArgumentException($"A count is {count}, expected at least 1: only n-grams that a word has are trained.", nameof(useCounts));
        Ngrams = ngrams;
        _buckets = buckets.ToArray();
        _useCounts = useCounts.ToArray();
        Rows = rows;
        FirstRow = firstRow;
        _indexOfBucket = new Dictionary<int, int>(buckets.Length);
        for (int i = 0; i < _buckets.Length; i++)
            if ((uint)_buckets[i] >= (uint)ngrams.BucketCount || !_indexOfBucket.TryAdd(_buckets[i], i))
                throw new ArgumentException($"The bucket {_buckets[i]} comes twice or is not in [0, {ngrams.BucketCount}).", nameof(buckets));
    }

    /// <summary>Which n-grams count.</summary>
    public CharacterNgrams Ngrams { get; }

    /// <summary>The buckets that have a vector.</summary>
    public ReadOnlySpan<int> Buckets => _buckets;

    /// <summary>How often the words of the vocabulary have the n-grams of each bucket.</summary>
    public ReadOnlySpan<int> UseCounts => _useCounts;

    /// <summary>The matrix that holds the vectors, from <see cref="FirstRow"/> on.</summary>
    internal RowMatrix<float> Rows { get; }

    internal int FirstRow { get; }

    /// <summary>The number of buckets that have a vector.</summary>
    public int Count => _buckets.Length;

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>The vector of bucket <c>Buckets[index]</c>, <c>[Dimensions]</c>.</summary>
    public ReadOnlySpan<float> this[int index] => Rows.Row(FirstRow + index);

    /// <summary>Makes a word's vector from those of its n-grams (see the remarks on the type).</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>; zeros if no n-gram has a vector.</param>
    /// <returns>n, how many of its n-grams have a vector; the others are left out.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    internal int Compose(string word, Span<float> vector) => Compose(Encoding.UTF8.GetBytes(word), [], vector);

    /// <summary>Makes a word's vector from those of its n-grams (see the remarks on the type).</summary>
    /// <param name="word">The word in UTF-8.</param>
    /// <param name="buckets">Scratch.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>; zeros if no n-gram has a vector.</param>
    /// <returns>n, how many of its n-grams have a vector; the others are left out.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    internal int Compose(ReadOnlySpan<byte> word, List<int> buckets, Span<float> vector)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {Dimensions}.", nameof(vector));
        buckets.Clear();
        Ngrams.AddBuckets(word, buckets);
        vector.Clear();
        int found = 0;
        double squares = 0; // Of the weights: the sum of the counts.
        foreach (int bucket in buckets)
        {
            if (!_indexOfBucket.TryGetValue(bucket, out int index))
                continue;
            found++;
            squares += _useCounts[index];
            TensorPrimitives.MultiplyAdd(this[index], MathF.Sqrt(_useCounts[index]), vector, vector);
        }
        if (found > 0)
            TensorPrimitives.Multiply(vector, (float)(1 / Math.Sqrt(squares)), vector);
        return found;
    }
}
