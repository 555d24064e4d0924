using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>A token encoder that a run declares once and several tasks train together: H = f(X) (Liu and Yu 2024, eq. 2).</summary>
/// <remarks>Each task keeps its head and its optimizers' moments; the gradients of all of them move the same weights.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SharedEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITokenEncoder<T> _encoder;

    /// <summary>Creates an encoder with new weights.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="table">The words' vectors.</param>
    /// <param name="featureBucketCount">How many buckets the affix and shape features of all its tasks' data have.</param>
    /// <param name="random">The source of initial values.</param>
    /// <exception cref="ArgumentException">A setting is wrong.</exception>
    internal SharedEncoder(TokenEncoderOptions options, EmbeddingTable<T> table, int featureBucketCount, SeededRandom random)
    {
        Options = options;
        _encoder = Create(options, options.Name, table.CreateView(), featureBucketCount, random);
    }

    /// <summary>Its settings.</summary>
    public TokenEncoderOptions Options { get; }

    /// <summary>A view of the encoder for one more task.</summary>
    /// <param name="words">That task's view of the table.</param>
    internal ITokenEncoder<T> CreateView(Embedding<T> words) => _encoder.CreateView(words);

    /// <summary>An encoder by its settings.</summary>
    internal static ITokenEncoder<T> Create(TokenEncoderOptions options, string name, Embedding<T> words, int featureBucketCount, SeededRandom random) =>
        BuiltInTokenEncoders.All<T>()[options.Kind].Factory(new TokenEncoderContext<T>
        {
            Name = name,
            Words = words,
            FeatureBucketCount = featureBucketCount,
            Options = options,
            Random = random,
        });
}
