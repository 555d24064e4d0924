using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>What a token encoder is built from.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed record TokenEncoderContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The start of its parameters' names.</summary>
    public required string Name { get; init; }

    /// <summary>The words' vectors.</summary>
    public required Embedding<T> Words { get; init; }

    /// <summary>How many buckets the data's affix and shape features have.</summary>
    public required int FeatureBucketCount { get; init; }

    /// <summary>Its settings.</summary>
    public required TokenEncoderOptions Options { get; init; }

    /// <summary>The source of initial values.</summary>
    public required SeededRandom Random { get; init; }
}
