using System.Runtime.InteropServices;
using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The vectors of character n-grams, from which words outside the vocabulary get theirs. Any number of threads may read it.</summary>
public sealed class NgramVectors
{
    private readonly int[] _buckets;
    private readonly Dictionary<int, int> _indexOfBucket;

    /// <summary>Joins buckets with their vectors; the vectors are not copied.</summary>
    /// <param name="ngrams">Which n-grams count.</param>
    /// <param name="buckets">The buckets that have a vector, all different.</param>
    /// <param name="rows">The vectors, <c>[at least firstRow + buckets, dimensions]</c>.</param>
    /// <param name="firstRow">The row of the first bucket; the others follow.</param>
    /// <exception cref="ArgumentException">There are fewer rows than buckets, or a bucket is out of its range or comes twice.</exception>
    public NgramVectors(CharacterNgrams ngrams, ReadOnlySpan<int> buckets, RowMatrix<float> rows, int firstRow = 0)
    {
        ArgumentNullException.ThrowIfNull(ngrams);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ngrams.Validate();
        if (rows.RowCount < firstRow + buckets.Length)
            throw new ArgumentException($"There are {rows.RowCount} rows for {buckets.Length} buckets from row {firstRow} on; each bucket needs its own.", nameof(rows));
        Ngrams = ngrams;
        _buckets = buckets.ToArray();
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

    /// <summary>The matrix in which the vectors stand, from <see cref="FirstRow"/> on.</summary>
    internal RowMatrix<float> Rows { get; }

    internal int FirstRow { get; }

    /// <summary>The number of buckets that have a vector.</summary>
    public int Count => _buckets.Length;

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions => Rows.Dimensions;

    /// <summary>The vector of bucket <c>Buckets[index]</c>, <c>[Dimensions]</c>.</summary>
    public ReadOnlySpan<float> this[int index] => Rows.Row(FirstRow + index);

    /// <summary>Makes the vector of a word of those of its n-grams: their sum / sqrt(n).</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>; zeros where no n-gram has a vector.</param>
    /// <returns>n, how many of its n-grams have a vector; the others take no part.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    public int Compose(string word, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {Dimensions}.", nameof(vector));
        var buckets = new List<int>();
        Ngrams.AddBuckets(System.Text.Encoding.UTF8.GetBytes(word), buckets);
        int found = 0;
        Span<int> rows = CollectionsMarshal.AsSpan(buckets); // Each bucket makes place for its row.
        foreach (int bucket in rows)
            if (_indexOfBucket.TryGetValue(bucket, out int index))
                rows[found++] = FirstRow + index;
        vector.Clear();
        if (found == 0)
            return 0;
        var sum = new float[Rows.Stride];
        RowOperations.SumScaled(Rows, rows[..found], WordComposition.Scale<float>(found), sum);
        sum.AsSpan(0, Dimensions).CopyTo(vector);
        return found;
    }
}
