using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Tasks.Classification;

namespace MT2ST.Runs.Models;

/// <summary>Labels texts, read as in the model's training; one instance serves one thread at a time.</summary>
/// <param name="indexer">Turns texts into word ids.</param>
/// <param name="predictor">Turns word ids into probabilities.</param>
/// <param name="labelCount">How many labels there are.</param>
internal sealed class TextLabeler(FixedVocabularyIndexer indexer, ITextPredictor predictor, int labelCount)
{
    private readonly List<int> _words = [];
    private readonly double[] _probabilities = new double[labelCount];
    private byte[] _utf8 = [];

    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A probability for each label, valid until the next call.</returns>
    public ReadOnlySpan<double> Predict(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        Predict(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)), _probabilities);
        return _probabilities;
    }

    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="probabilities">A probability for each label, overwritten.</param>
    public void Predict(ReadOnlySpan<byte> text, Span<double> probabilities)
    {
        _words.Clear();
        indexer.Index(text, _words);
        predictor.Predict(CollectionsMarshal.AsSpan(_words), probabilities);
    }

    /// <summary>Predicts the labels of an example.</summary>
    /// <param name="example">The example: words or a text.</param>
    /// <returns>A probability for each label, valid until the next call.</returns>
    public ReadOnlySpan<double> Predict(CorpusExample example)
    {
        _words.Clear();
        indexer.Index(example, _words);
        predictor.Predict(CollectionsMarshal.AsSpan(_words), _probabilities);
        return _probabilities;
    }
}
