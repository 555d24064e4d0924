namespace MT2ST.Encoding;

/// <summary>Placeholder of the agreed surface: affixes and shape of a word as hashed ids.</summary>
public static class WordFeatures
{
    /// <summary>Features a token.</summary>
    public const int Count = 7;

    /// <summary>Buckets that features are hashed into.</summary>
    public const int DefaultBucketCount = 16384;
}
