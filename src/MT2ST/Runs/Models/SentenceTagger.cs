using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Tasks.Tagging;

namespace MT2ST.Runs.Models;

/// <summary>Tags sentences as a model's training read them; one instance serves one thread at a time.</summary>
/// <param name="indexer">Turns words into ids.</param>
/// <param name="predictor">Turns ids into tags.</param>
/// <param name="featureBucketCount">The bound of spelling features; 0 if the task reads none.</param>
internal sealed class SentenceTagger(FixedVocabularyIndexer indexer, ITagPredictor predictor, int featureBucketCount)
{
    private readonly Utf8List _words = new();
    private int[] _tokens = [];
    private int[] _features = [];

    /// <summary>Predicts the tags of a sentence.</summary>
    /// <param name="words">The words, none of them empty.</param>
    /// <param name="tags">Receives the tags' ids, <c>[words]</c>.</param>
    public void Predict(IReadOnlyList<string> words, Span<int> tags)
    {
        _words.Clear();
        foreach (string word in words)
            _words.Add(word);
        Predict(_words, tags);
    }

    /// <summary>Predicts the tags of a sentence.</summary>
    /// <param name="words">The words in UTF-8, none of them empty.</param>
    /// <param name="tags">Receives the tags' ids, <c>[words]</c>.</param>
    /// <returns>The words' ids, valid until the next call; V for an unknown word.</returns>
    public ReadOnlySpan<int> Predict(Utf8List words, Span<int> tags)
    {
        if (words.Count == 0)
            return [];
        if (_tokens.Length < words.Count)
        {
            _tokens = new int[2 * words.Count];
            _features = new int[featureBucketCount > 0 ? _tokens.Length * WordFeatures.Count : 0];
        }
        Span<int> tokens = _tokens.AsSpan(0, words.Count), features = _features.AsSpan(0, featureBucketCount > 0 ? words.Count * WordFeatures.Count : 0);
        indexer.IndexWords(words, tokens, featureBucketCount, features);
        predictor.Predict(tokens, features, tags);
        return tokens;
    }
}
