using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>Turns labelled data of another kind into examples for the primary: the control "the auxiliary's labels as plain training data".</summary>
/// <remarks>
/// A labelled word becomes a text of one word for a task over texts, and a sentence of one word for a task over tokens. Only
/// labels that the primary has count: an example with any other is left out.
/// </remarks>
internal sealed class AddedExamples
{
    private readonly IndexedCorpusBuilder _examples;
    private readonly IndexedCorpus _primary;
    private readonly bool _isTagged;
    private readonly Vocabulary _labels;

    /// <summary>Starts with the primary's own examples.</summary>
    /// <param name="primary">The primary's training data, with labels or tags.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public AddedExamples(IndexedCorpus primary, CancellationToken cancellationToken = default)
    {
        _primary = primary;
        _isTagged = primary.TagSet is not null;
        _labels = (primary.TagSet ?? primary.Labels)!;
        _examples = new IndexedCorpusBuilder(primary.Words, primary.Labels, primary.TagSet, primary.FeatureBucketCount, primary.HasLabelSets);
        for (int document = 0; document < primary.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> labels = primary.HasLabelSets ? primary.LabelSet(document) : primary.Label(document) is >= 0 and int label ? [label] : [];
            _examples.Add(primary.Tokens(document), labels, primary.Tags(document), primary.Features(document), new LabelTrust(primary.Weight(document), primary.Probability(document)));
        }
    }

    /// <summary>How many examples were added.</summary>
    public long AddedCount { get; private set; }

    /// <summary>How many were left out, since the primary lacks their label.</summary>
    public long LeftOutCount { get; private set; }

    /// <summary>Adds the examples of one corpus.</summary>
    /// <param name="source">The corpus, indexed under the same words and with the primary's features.</param>
    /// <param name="labelsAs">The names of its labels among the primary's, where they differ.</param>
    /// <param name="cancellationToken">Ends the work; the result cannot be used afterwards.</param>
    public void Add(IndexedCorpus source, IReadOnlyDictionary<string, string> labelsAs, CancellationToken cancellationToken = default)
    {
        Vocabulary sourceLabels = (source.TagSet ?? source.Labels)!;
        int[] labelIds = [.. Enumerable.Range(0, sourceLabels.Count).Select(id => sourceLabels[id]).Select(label => _labels.IndexOf(labelsAs.GetValueOrDefault(label, label)))];
        int[] tags = [];
        for (int document = 0; document < source.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> tokens = source.Tokens(document);
            Array.Resize(ref tags, tokens.Length);
            for (int i = 0; i < tokens.Length; i++)
            {
                int label = source.HasTags ? source.Tags(document)[i] : source.Label(document);
                tags[i] = label < 0 ? -1 : labelIds[label];
            }
            if (_isTagged)
                AddIfKnown(tokens, tags, source.Features(document));
            else
                AddTexts(source.HasTags, tokens, tags, source.Features(document));
        }
    }

    /// <summary>All examples.</summary>
    public IndexedCorpus Build() => _examples.Build();

    private void AddIfKnown(ReadOnlySpan<int> tokens, ReadOnlySpan<int> tags, ReadOnlySpan<int> features)
    {
        if (IsKnown(tags))
            _examples.Add(tokens, label: -1, tags, features);
    }

    // A labelled text is one example, a tagged sentence one for each word.
    private void AddTexts(bool hasTags, ReadOnlySpan<int> tokens, ReadOnlySpan<int> labels, ReadOnlySpan<int> features)
    {
        int length = hasTags ? 1 : tokens.Length;
        for (int start = 0; start < tokens.Length; start += length)
            if (IsKnown(labels.Slice(start, 1)))
                _examples.Add(tokens.Slice(start, length), labels[start], features: features.Slice(start * _primary.FeaturesPerToken, length * _primary.FeaturesPerToken));
    }

    private bool IsKnown(ReadOnlySpan<int> labels)
    {
        bool isKnown = labels.Length > 0 && !labels.Contains(-1);
        if (isKnown)
            AddedCount++;
        else
            LeftOutCount++;
        return isKnown;
    }
}
