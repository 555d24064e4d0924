namespace MT2ST.Embeddings;

/// <summary>The character n-grams of a word, and the bucket of each.</summary>
/// <remarks>
/// The n-grams of <c>&lt;word&gt;</c>, the word between two marks, from <see cref="Minimum"/> to <see cref="Maximum"/>
/// characters (Bojanowski et al. 2017, section 3.2); a character is a Unicode code point. An n-gram's bucket is its hash
/// modulo <see cref="BucketCount"/>, so that different n-grams may share one. Words get the buckets that fastText gives them.
/// </remarks>
internal sealed record CharacterNgrams
{
    /// <summary>The number of buckets of Bojanowski et al. 2017.</summary>
    public const int DefaultBucketCount = 2_000_000;

    /// <summary>The greatest number of buckets: finding the ones in use takes 4 bytes for each.</summary>
    public const int MaximumBucketCount = 100_000_000;

    /// <summary>The greatest length of an n-gram in characters.</summary>
    public const int MaximumLength = 100;

    private const int StackBytes = 256; // Longer words are rare.

    /// <summary>The shortest n-gram in characters, at least 1.</summary>
    public int Minimum { get; init; } = 3;

    /// <summary>The longest n-gram in characters, in [<see cref="Minimum"/>, <see cref="MaximumLength"/>].</summary>
    public int Maximum { get; init; } = 6;

    /// <summary>The number of buckets, in [1, <see cref="MaximumBucketCount"/>].</summary>
    public int BucketCount { get; init; } = DefaultBucketCount;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the property and its value.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Maximum, Minimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Maximum, MaximumLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(BucketCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BucketCount, MaximumBucketCount);
    }

    /// <summary>Adds the bucket of every n-gram of a word, in the order of the n-grams; a bucket may occur several times.</summary>
    /// <param name="word">The word in UTF-8.</param>
    /// <param name="buckets">Added to; each bucket is in [0, <see cref="BucketCount"/>).</param>
    internal void AddBuckets(ReadOnlySpan<byte> word, List<int> buckets)
    {
        int length = word.Length + 2;
        Span<byte> marked = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        marked = marked[..length];
        marked[0] = (byte)'<';
        word.CopyTo(marked[1..]);
        marked[^1] = (byte)'>';
        for (int start = 0; start < length; start++)
            if (!IsContinuation(marked[start]))
                AddFrom(marked, start, buckets);
    }

    private void AddFrom(ReadOnlySpan<byte> marked, int start, List<int> buckets)
    {
        uint hash = 2166136261; // FNV-1a, 32 bits.
        int end = start;
        for (int characters = 1; characters <= Maximum && end < marked.Length; characters++)
        {
            do
            {
                // The byte is widened with its sign, as fastText does; published FNV-1a does not.
                hash = (hash ^ (uint)(sbyte)marked[end++]) * 16777619;
            }
            while (end < marked.Length && IsContinuation(marked[end]));
            bool isMark = characters == 1 && (start == 0 || end == marked.Length);
            if (characters >= Minimum && !isMark)
                buckets.Add((int)(hash % (uint)BucketCount));
        }
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
