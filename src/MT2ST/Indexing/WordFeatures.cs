namespace MT2ST.Indexing;

/// <summary>
/// What a word's spelling says about its part of speech: its prefixes and suffixes of one to three characters and its
/// shape (<c>Xx</c> for <i>Berlin</i>, <c>d.d</c> for <i>3.14</i>), each hashed into a bucket.
/// </summary>
/// <remarks>A word shorter than an affix is the whole of it. The hash is FNV-1a of 32 bits over the feature's number and its bytes.</remarks>
internal static class WordFeatures
{
    /// <summary>Features of a word: three prefixes, three suffixes, the shape.</summary>
    public const int Count = (2 * LongestAffix) + 1;

    /// <summary>How many buckets features are hashed into unless another number is asked for.</summary>
    public const int DefaultBucketCount = 16384;

    private const int LongestAffix = 3;
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>Computes the features of a word.</summary>
    /// <param name="word">The word in UTF-8 as it stands in the corpus, capital letters kept.</param>
    /// <param name="bucketCount">The number of buckets, at least 1.</param>
    /// <param name="features">Receives <see cref="Count"/> numbers in [0, <paramref name="bucketCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bucketCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="features"/> is too short.</exception>
    public static void Write(ReadOnlySpan<byte> word, int bucketCount, Span<int> features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bucketCount, 1);
        if (features.Length < Count)
            throw new ArgumentException($"Found room for {features.Length} features, expected {Count}.", nameof(features));
        int prefixLength = 0;
        int suffixStart = word.Length;
        for (int affix = 0; affix < LongestAffix; affix++)
        {
            prefixLength = NextCharacter(word, prefixLength);
            suffixStart = PreviousCharacter(word, suffixStart);
            features[affix] = Bucket(Hash(affix, word[..prefixLength]), bucketCount);
            features[LongestAffix + affix] = Bucket(Hash(LongestAffix + affix, word[suffixStart..]), bucketCount);
        }
        features[2 * LongestAffix] = Bucket(ShapeHash(word), bucketCount);
    }

    private static int NextCharacter(ReadOnlySpan<byte> word, int position)
    {
        if (position < word.Length)
            position++;
        while (position < word.Length && IsContinuation(word[position]))
            position++;
        return position;
    }

    private static int PreviousCharacter(ReadOnlySpan<byte> word, int position)
    {
        if (position > 0)
            position--;
        while (position > 0 && IsContinuation(word[position]))
            position--;
        return position;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static int Bucket(uint hash, int bucketCount) => (int)(hash % (uint)bucketCount);

    private static uint Hash(int feature, ReadOnlySpan<byte> bytes)
    {
        uint hash = Step(FnvOffset, (byte)feature);
        foreach (byte value in bytes)
            hash = Step(hash, value);
        return hash;
    }

    /// <summary>The hash of the shape: X capital, x other letters and marks, d digits, everything else a point; runs count once.</summary>
    private static uint ShapeHash(ReadOnlySpan<byte> word)
    {
        uint hash = Step(FnvOffset, 2 * LongestAffix);
        byte previous = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out Rune rune, out int consumed);
            word = word[consumed..];
            byte shape = Shape(rune);
            if (shape != previous)
                hash = Step(hash, shape);
            previous = shape;
        }
        return hash;
    }

    private static byte Shape(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => (byte)'X',
        UnicodeCategory.DecimalDigitNumber => (byte)'d',
        _ => (byte)(Characters.IsWord(rune) ? 'x' : '.'),
    };

    private static uint Step(uint hash, byte value) => (hash ^ value) * FnvPrime;
}
