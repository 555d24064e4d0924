using MT2ST.Indexing;
using MT2ST.Tasks.Classification;

namespace MT2ST.Runs.Models;

/// <summary>Labels texts, read as in the saved model's training; one instance serves one thread.</summary>
public sealed class TextLabeler
{
    private readonly FixedVocabularyIndexer _indexer;
    private readonly ITextPredictor _predictor;
    private readonly List<int> _words = [];

    internal TextLabeler(FixedVocabularyIndexer indexer, ITextPredictor predictor)
    {
        _indexer = indexer;
        _predictor = predictor;
    }

    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="probabilities">A probability for each label, in the order of <see cref="SavedClassifier.Labels"/>, overwritten.</param>
    public void Predict(ReadOnlySpan<byte> text, Span<double> probabilities)
    {
        _words.Clear();
        _indexer.Index(text, _words);
        _predictor.Predict(CollectionsMarshal.AsSpan(_words), probabilities);
    }
}
