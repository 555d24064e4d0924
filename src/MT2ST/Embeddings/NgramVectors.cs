using System.Numerics.Tensors;
using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The vectors of character n-grams, from which words outside the vocabulary get theirs. Any number of threads may read it.</summary>
public sealed class NgramVectors
{
    private readonly int[] _buckets;
    private readonly RowMatrix<float> _rows;
    private readonly int _firstRow;
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
        _rows = rows;
        _firstRow = firstRow;
        _indexOfBucket = new Dictionary<int, int>(buckets.Length);
        for (int i = 0; i < _buckets.Length; i++)
            if ((uint)_buckets[i] >= (uint)ngrams.BucketCount || !_indexOfBucket.TryAdd(_buckets[i], i))
                throw new ArgumentException($"The bucket {_buckets[i]} comes twice or is not in [0, {ngrams.BucketCount}).", nameof(buckets));
    }

    /// <summary>Which n-grams count.</summary>
    public CharacterNgrams Ngrams { get; }

    /// <summary>The buckets that have a vector.</summary>
    public ReadOnlySpan<int> Buckets => _buckets;

    /// <summary>The number of buckets that have a vector.</summary>
    public int Count => _buckets.Length;

    /// <summary>The number of values in a vector.</summary>
    public int Dimensions => _rows.Dimensions;

    /// <summary>The vector of bucket <c>Buckets[index]</c>, <c>[Dimensions]</c>.</summary>
    public ReadOnlySpan<float> this[int index] => _rows.Row(_firstRow + index);

    /// <summary>Makes the vector of a word of those of its n-grams: their sum / sqrt(n).</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>; zeros where no n-gram has a vector.</param>
    /// <returns>n, how many of its n-grams have a vector; the others take no part.</returns>
    public int Compose(string word, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(word);
        var buckets = new List<int>();
        Ngrams.AddBuckets(System.Text.Encoding.UTF8.GetBytes(word), buckets);
        vector.Clear();
        int found = 0;
        foreach (int bucket in buckets)
        {
            if (!_indexOfBucket.TryGetValue(bucket, out int index))
                continue;
            TensorPrimitives.Add(vector, this[index], vector);
            found++;
        }
        if (found > 0)
            TensorPrimitives.Multiply(vector, WordComposition.Scale<float>(found), vector);
        return found;
    }
}
