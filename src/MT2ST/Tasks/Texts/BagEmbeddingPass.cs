using MT2ST.Corpora;
using MT2ST.Layers;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tasks.Texts;

/// <summary>Gives texts the weighted sums of their words' vectors.</summary>
/// <param name="encoder">Makes the sums.</param>
/// <param name="maximumTokens">How many words of a text are read.</param>
internal sealed class BagEmbeddingPass<T>(BagOfWordsEncoder<T> encoder, int maximumTokens) : ITextEmbeddingPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITextEncoderPass<T> _pass = encoder.CreatePass(dropout: null);
    private readonly T[] _x = new T[encoder.FeatureCount];

    public bool Embed(ReadOnlySpan<int> words, Utf8List spelled, Span<float> vector)
    {
        if (words.IsEmpty)
            return false;
        _pass.Forward(words[..Math.Min(words.Length, maximumTokens)], _x);
        TensorPrimitives.ConvertTruncating<T, float>(_x, vector);
        return vector.ContainsAnyExcept(0f); // A word that the training texts lack weighs nothing.
    }
}
