using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>Makes an <see cref="IndexedCorpus"/> from ids that do not come from a file.</summary>
/// <param name="words">The words that ids stand for.</param>
/// <param name="labels">The labels, if documents carry labels.</param>
/// <param name="tags">The tags, if tokens carry tags.</param>
/// <param name="featureBucketCount">The bound of feature ids, if tokens carry <see cref="WordFeatures"/>; otherwise 0.</param>
/// <param name="keepsAllLabels">Whether documents keep all of their labels, not the first alone.</param>
/// <param name="keysTexts">Whether documents have a key, which must then be given.</param>
/// <param name="hasTexts">Whether documents are several texts, whose lengths must then be given.</param>
internal sealed class IndexedCorpusBuilder(Vocabulary words, Vocabulary? labels = null, Vocabulary? tags = null, int featureBucketCount = 0, bool keepsAllLabels = false, bool keysTexts = false, bool hasTexts = false)
{
    private readonly Vocabulary? _labels = labels;
    private readonly Vocabulary? _tags = tags;
    private readonly DocumentStore _store = new(labels is not null, tags is not null, featureBucketCount > 0 ? WordFeatures.Count : 0) { KeepsAllLabels = keepsAllLabels, HashesTexts = keysTexts, HasTexts = hasTexts };

    /// <summary>Appends a document.</summary>
    /// <param name="tokens">Word ids in [0, V], V for an unknown word.</param>
    /// <param name="label">The label's id, or -1 for none.</param>
    /// <param name="tags">A tag id for each token, -1 for none, if the corpus has tags.</param>
    /// <param name="features">The tokens' features, <c>[tokens, WordFeatures.Count]</c>, if the corpus has features.</param>
    /// <exception cref="ArgumentException">A column has the wrong length, or an id is outside its range.</exception>
    public void Add(ReadOnlySpan<int> tokens, int label = -1, ReadOnlySpan<int> tags = default, ReadOnlySpan<int> features = default)
    {
        CheckIds(nameof(label), [label], 1, -1, (_labels?.Count ?? 0) - 1);
        Add(tokens, label < 0 ? [] : [label], tags, features);
    }

    /// <summary>Appends a document with any number of labels.</summary>
    /// <param name="tokens">Word ids in [0, V], V for an unknown word.</param>
    /// <param name="labels">The labels' ids, each once.</param>
    /// <param name="tags">A tag id for each token, -1 for none, if the corpus has tags.</param>
    /// <param name="features">The tokens' features, <c>[tokens, WordFeatures.Count]</c>, if the corpus has features.</param>
    /// <param name="trust">How much the labels count, and how sure they are; null for wholly.</param>
    /// <param name="textKey">The key of the text, if documents have one.</param>
    /// <param name="texts">How long the texts are, if documents are several.</param>
    /// <exception cref="ArgumentException">A column has the wrong length, or an id is outside its range.</exception>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<int> labels, ReadOnlySpan<int> tags = default, ReadOnlySpan<int> features = default, LabelTrust? trust = null, ulong textKey = 0, TextLengths texts = default)
    {
        CheckIds(nameof(tokens), tokens, tokens.Length, 0, words.Count);
        CheckIds(nameof(labels), labels, labels.Length, 0, (_labels?.Count ?? 0) - 1);
        CheckIds(nameof(tags), tags, _tags is null ? 0 : tokens.Length, -1, (_tags?.Count ?? 0) - 1);
        CheckIds(nameof(features), features, tokens.Length * _store.FeaturesPerToken, 0, featureBucketCount - 1);
        _store.Add(tokens, tags, features, labels, trust ?? LabelTrust.Whole, textKey, texts);
    }

    /// <summary>Gives the corpus; the builder must not be used afterwards.</summary>
    public IndexedCorpus Build() => new(_store, words, _labels, _tags, featureBucketCount);

    private static void CheckIds(string column, ReadOnlySpan<int> ids, int length, int minimum, int maximum)
    {
        if (ids.Length != length)
            throw new ArgumentException($"Found {ids.Length} {column}, expected {length}.");
        if (ids.IndexOfAnyExceptInRange(minimum, maximum) is int index and >= 0)
            throw new ArgumentException($"Found {ids[index]} among the {column}, expected a number in [{minimum}, {maximum}].");
    }
}
