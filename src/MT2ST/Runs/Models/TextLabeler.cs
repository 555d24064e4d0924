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

    /// <summary>What the tokens of a text add to the score of a label, less that of another, greatest first; tokens that occur again are added up.</summary>
    /// <remarks>The score is the logit. Where it is a sum over tokens, these are its terms; else a word's share is what the score loses without the word.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="label">The label.</param>
    /// <param name="other">The other label; -1 for none, where the score is that of having the label at all.</param>
    /// <param name="explainer">The task if it knows the terms; null otherwise.</param>
    public List<TokenContribution> Explain(string text, int label, int other, ITextExplainer? explainer)
    {
        _words.Clear();
        indexer.Index(Encoding.UTF8.GetBytes(text), _words);
        if (_words.Count == 0)
            return [];
        int[] words = [.. _words];
        string[] names = [.. Enumerable.Range(0, words.Length).Select(indexer.Words.GetString)];
        IEnumerable<TokenShare> shares = explainer?.Shares(words, label, other) ?? WithoutEachWord(words, label, other);
        return [.. shares
            .GroupBy(share => string.Join(' ', names[share.First..(share.Last + 1)]), StringComparer.Ordinal)
            .Select(token => new TokenContribution(token.Key, token.Sum(share => share.Value)))
            .OrderByDescending(token => token.Value)];
    }

    private List<TokenShare> WithoutEachWord(int[] words, int label, int other)
    {
        double whole = Score(words, label, other);
        return [.. words.Select((_, i) => new TokenShare(i, i, whole - Score([.. words[..i], .. words[(i + 1)..]], label, other)))];
    }

    private double Score(int[] words, int label, int other)
    {
        const double Least = 1e-38; // Below it a probability of 32 bits is 0.
        predictor.Predict(words, _probabilities);
        double against = other >= 0 ? _probabilities[other] : 1 - _probabilities[label];
        return Math.Log(Math.Max(_probabilities[label], Least)) - Math.Log(Math.Max(against, Least));
    }
}
