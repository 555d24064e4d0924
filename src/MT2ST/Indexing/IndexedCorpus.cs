using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>
/// A corpus as ids: documents (texts, sentences, word pairs) of word ids, with a label each, a tag for each token, or neither.
/// </summary>
/// <remarks>
/// It never changes, so that any number of threads may read it. Its ids are in memory or in a file (<see cref="IsStreamed"/>);
/// of a file each thread holds one block, so it is best to read documents block by block.
/// <see cref="Select"/>, <see cref="Slice"/> and <see cref="SplitEvery"/> give views that share its ids.
/// </remarks>
public sealed class IndexedCorpus
{
    private readonly DocumentStore _store;
    private readonly int[]? _selected; // Documents of the store, or null for [_first, _first + DocumentCount).
    private readonly int _first;
    private readonly Dictionary<string, double> _figures = [];

    internal IndexedCorpus(DocumentStore store, Vocabulary words, Vocabulary? labels, Vocabulary? tags, int featureBucketCount)
    {
        _store = store;
        Words = words;
        Labels = labels;
        TagSet = tags;
        FeatureBucketCount = featureBucketCount;
        DocumentCount = store.DocumentCount;
        TokenCount = store.TokenCount;
    }

    private IndexedCorpus(IndexedCorpus whole, int[]? selected, int first, int count)
    {
        _store = whole._store;
        Words = whole.Words;
        Labels = whole.Labels;
        TagSet = whole.TagSet;
        FeatureBucketCount = whole.FeatureBucketCount;
        UnknownTags = whole.UnknownTags;
        _selected = selected;
        _first = first;
        DocumentCount = count;
        for (int document = 0; document < count; document++)
            TokenCount += _store.Length(StoredDocument(document));
    }

    /// <summary>The words that ids stand for.</summary>
    public Vocabulary Words { get; }

    /// <summary>The labels that label ids stand for; null if documents carry none.</summary>
    public Vocabulary? Labels { get; }

    /// <summary>The tags that tag ids stand for; null if tokens carry none.</summary>
    public Vocabulary? TagSet { get; }

    /// <summary>The number of documents.</summary>
    public int DocumentCount { get; }

    /// <summary>The number of tokens in all documents.</summary>
    public long TokenCount { get; }

    /// <summary>Whether word ids are read from a temporary file, since they exceed <see cref="IndexingOptions.MemoryLimit"/>.</summary>
    public bool IsStreamed => _store.IsOnDisk;

    /// <summary>Whether documents carry labels.</summary>
    public bool HasLabels => _store.HasLabels;

    /// <summary>Whether tokens carry tags.</summary>
    public bool HasTags => _store.HasTags;

    /// <summary>How many features each token carries, 0 when there are none.</summary>
    public int FeaturesPerToken => _store.FeaturesPerToken;

    /// <summary>Feature ids are in [0, FeatureBucketCount); 0 when there are none.</summary>
    public int FeatureBucketCount { get; }

    /// <summary>The word ids of one document: in [0, V) for words of the vocabulary, V for an unknown word (its own row).</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <returns>The ids; of a streamed corpus valid until the thread asks for another document.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    /// <exception cref="IOException">The temporary file of word ids cannot be read.</exception>
    public ReadOnlySpan<int> Tokens(int document) => _store.Tokens(StoredDocument(document));

    /// <summary>The word ids of one of the texts that a document is made of, which belong together.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <param name="text">0 for the first, 1 for the second, 2 for the third.</param>
    /// <returns>The ids; empty if there is no such text, or no word is left of it.</returns>
    internal ReadOnlySpan<int> Text(int document, int text)
    {
        TextLengths lengths = _store.Texts(StoredDocument(document));
        ReadOnlySpan<int> tokens = Tokens(document);
        return text == 0 ? tokens[..lengths.First] : text == 1 ? tokens.Slice(lengths.First, lengths.Second) : tokens[(lengths.First + lengths.Second)..];
    }

    /// <summary>The tag ids of one document, parallel to <see cref="Tokens"/>; below 0 if a tag is not in the label set. Empty without tags.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public ReadOnlySpan<int> Tags(int document) => _store.Tags(StoredDocument(document));

    /// <summary>The feature ids of one document, <c>[tokens, FeaturesPerToken]</c>.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public ReadOnlySpan<int> Features(int document) => _store.Features(StoredDocument(document));

    /// <summary>The label id of one document, the first if it has several; -1 if there is none.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public int Label(int document) => _store.Label(StoredDocument(document));

    /// <summary>All label ids of one document, each once; empty unless the corpus was indexed with <see cref="IndexingOptions.AllLabels"/>.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public ReadOnlySpan<int> LabelSet(int document) => _store.LabelSet(StoredDocument(document));

    /// <summary>The factor of one document's loss in training, above 0; 1 unless the data says otherwise.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public double Weight(int document) => _store.Trust(StoredDocument(document)).Weight;

    /// <summary>The probability that one document's label holds, in [0, 1]; 1 unless the data says otherwise.</summary>
    /// <param name="document">The document, in [0, <see cref="DocumentCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is outside its range.</exception>
    public double Probability(int document) => _store.Trust(StoredDocument(document)).Probability;

    /// <summary>The <see cref="Corpora.TextKey"/> of one document, if it was indexed with <see cref="IndexingOptions.KeyTexts"/>.</summary>
    internal ulong TextKey(int document) => _store.TextHash(StoredDocument(document));

    /// <summary>The tags of dev or test data that are not in the label set: the k-th has the id -2 - k.</summary>
    internal IReadOnlyList<string> UnknownTags { get; init; } = [];

    /// <summary>Whether some document of the data has a weight or a probability other than 1.</summary>
    public bool IsWeighted => _store.HasTrust;

    /// <summary>How many examples of the data were left out since their label is empty.</summary>
    internal int UnlabelledCount => _store.UnlabelledCount;

    /// <summary>How many texts of dev or test data were left out since they have no visible character.</summary>
    internal int BlankCount => _store.BlankCount;

    /// <summary>How many examples of the data were left out since they weigh 0.</summary>
    internal int WeightlessCount => _store.WeightlessCount;

    /// <summary>Whether documents keep all of their labels: see <see cref="LabelSet"/>.</summary>
    public bool HasLabelSets => _store.HasLabels && _store.KeepsAllLabels;

    /// <summary>The documents named, in the order given; ids are shared with this corpus, not copied.</summary>
    /// <param name="documents">Documents of this corpus, each in [0, <see cref="DocumentCount"/>), repeated ones allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A document is outside its range.</exception>
    public IndexedCorpus Select(ReadOnlySpan<int> documents)
    {
        int[] selected = new int[documents.Length];
        for (int i = 0; i < selected.Length; i++)
            selected[i] = StoredDocument(documents[i]);
        return new(this, selected, first: 0, selected.Length);
    }

    /// <summary>Documents that follow each other; ids are shared with this corpus, not copied.</summary>
    /// <param name="first">The first document.</param>
    /// <param name="count">The number of documents.</param>
    /// <exception cref="ArgumentOutOfRangeException">The documents are not all in [0, <see cref="DocumentCount"/>).</exception>
    public IndexedCorpus Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, DocumentCount, nameof(count));
        return new(this, _selected?.AsSpan(first, count).ToArray(), _first + first, count);
    }

    /// <summary>Holds out one of every <paramref name="interval"/> documents, drawn: some of each part of the file, the same ones every time.</summary>
    /// <remarks>Drawn, since many files list their labels in turn: every second document of such a file has the same label.</remarks>
    /// <param name="interval">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is below 2.</exception>
    /// <exception cref="InvalidDataException">There are fewer documents than that.</exception>
    internal CorpusSplit SplitEvery(int interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 2);
        if (DocumentCount < interval)
            throw new InvalidDataException($"Found {DocumentCount} documents, expected at least {interval} to hold one out for dev. Give a dev file or more text.");
        var random = new SeededRandom(seed: 1);
        int[] heldOut = new int[DocumentCount / interval];
        for (int block = 0; block < heldOut.Length; block++)
            heldOut[block] = (block * interval) + random.NextInt32(interval);
        int[] rest = new int[DocumentCount - heldOut.Length];
        for (int document = 0, kept = 0; document < DocumentCount; document++)
            if (document / interval >= heldOut.Length || heldOut[document / interval] != document)
                rest[kept++] = document;
        return new(Select(rest), Select(heldOut));
    }

    /// <summary>How many of the texts read had several labels, of which the first alone was kept.</summary>
    internal int SeveralLabelsCount => _store.SeveralLabelsCount;

    /// <summary>How many documents of another corpus stand in this one too, word for word; both were indexed with <see cref="IndexingOptions.HashTexts"/>.</summary>
    /// <remarks>By 64-bit hashes: a document that only seems to stand here is less likely than a damaged disk.</remarks>
    internal int CountTextsOf(IndexedCorpus other, CancellationToken cancellationToken)
    {
        if (!_store.HashesTexts || !other._store.HashesTexts)
            return 0;
        HashSet<ulong> own = [];
        for (int document = 0; document < DocumentCount; document++)
            own.Add(_store.TextHash(StoredDocument(document)));
        own.Remove(0); // Documents without words.
        int count = 0;
        for (int document = 0; document < other.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (own.Contains(other._store.TextHash(other.StoredDocument(document))))
                count++;
        }
        return count;
    }

    /// <summary>How often each label, or tag, occurs; all labels of a document count if it keeps them.</summary>
    internal IReadOnlyDictionary<string, long> CountLabels(CancellationToken cancellationToken)
    {
        if ((TagSet ?? Labels) is not { } names)
            return new Dictionary<string, long>();
        long[] counts = new long[names.Count];
        for (int document = 0; document < DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int label in HasTags ? Tags(document) : HasLabelSets ? LabelSet(document) : [Label(document)])
                if (label >= 0)
                    counts[label]++;
        }
        return Enumerable.Range(0, counts.Length).Where(id => counts[id] > 0).ToDictionary(id => names[id], id => counts[id], StringComparer.Ordinal);
    }

    /// <summary>How often each word occurs, <c>[V + 1]</c>: the last is the unknown word.</summary>
    internal long[] CountWords(int wordCount, CancellationToken cancellationToken)
    {
        var counts = new long[wordCount + 1];
        for (int document = 0; document < DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int word in Tokens(document))
                counts[word]++;
        }
        return counts;
    }

    /// <summary>A figure that takes a pass over the corpus; it is computed once.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="count">Computes it.</param>
    internal double Remember(string name, Func<double> count)
    {
        lock (_figures)
            return _figures.TryGetValue(name, out double known) ? known : _figures[name] = count();
    }

    /// <summary>The block of a streamed corpus that holds a document; blocks are in the order of the documents.</summary>
    internal int BlockOf(int document) => _store.ChunkOf(StoredDocument(document));

    private int StoredDocument(int document)
    {
        if ((uint)document >= (uint)DocumentCount)
            ThrowDocument(document);
        return _selected is null ? _first + document : _selected[document];
    }

    private void ThrowDocument(int document) =>
        throw new ArgumentOutOfRangeException(nameof(document), document, $"The corpus has {DocumentCount} documents.");
}

/// <summary>A corpus in two parts.</summary>
/// <param name="Train">The documents to train on.</param>
/// <param name="HeldOut">The documents held out.</param>
internal sealed record CorpusSplit(IndexedCorpus Train, IndexedCorpus HeldOut);
