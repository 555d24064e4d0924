using System.Runtime.InteropServices;
using MT2ST.Encoding;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Labels texts as a saved model's training read them; one instance serves one thread.</summary>
public sealed class TextLabeler
{
    private readonly FrozenEncoder _encoder;
    private readonly ITextPredictor _predictor;
    private readonly List<int> _words = [];

    internal TextLabeler(FrozenEncoder encoder, ITextPredictor predictor)
    {
        _encoder = encoder;
        _predictor = predictor;
    }

    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="probabilities">A probability for each label, in the order of <see cref="SavedClassifier.Labels"/>, overwritten.</param>
    public void Predict(ReadOnlySpan<byte> text, Span<double> probabilities)
    {
        _words.Clear();
        _encoder.Encode(text, _words);
        _predictor.Predict(CollectionsMarshal.AsSpan(_words), probabilities);
    }
}
