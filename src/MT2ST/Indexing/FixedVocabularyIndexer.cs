using MT2ST.Corpora;
using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>Indexes under a vocabulary that is already made: dev and test data, and texts to predict.</summary>
/// <remarks>One instance serves one thread.</remarks>
/// <param name="vocabulary">The words.</param>
/// <param name="text">How text becomes words, as for the training data.</param>
internal sealed class FixedVocabularyIndexer(Vocabulary vocabulary, TextOptions text)
{
    private readonly Tokenizer _tokenizer = new(text);
    private readonly VocabularyLookup _ids = new(vocabulary, missingId: vocabulary.Count);
    private readonly Tokenizer _originalTokenizer = new(text with { Lowercase = false, FoldDigits = false }); // Spelling features see capital letters.
    private readonly Utf8List _words = new();
    private readonly Utf8List _originals = new();

    /// <summary>Indexes a source. Nothing is counted; the minimum count of the options has no effect.</summary>
    /// <param name="source">The files.</param>
    /// <param name="options">How they are indexed.</param>
    /// <param name="labels">The labels of the training data; null to skip labels, unless the options say that the source has its own.</param>
    /// <param name="tags">The tags of the training data, others become numbers below -1; null to skip tags.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is broken or holds a label that the training data lacks (the message starts with <c>path:line</c>), or is empty.
    /// </exception>
    /// <exception cref="IOException">The temporary file of word ids cannot be written or read: its disk may be full.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IndexedCorpus Index(
        CorpusSource source, IndexingOptions? options = null, Vocabulary? labels = null, Vocabulary? tags = null, CancellationToken cancellationToken = default)
    {
        options ??= new IndexingOptions();
        options.Validate();
        VocabularyBuilder own = new();
        TagLookup? tagIds = tags is null ? null : new TagLookup(tags);
        DocumentIndexer indexer = new(
            text,
            options,
            new VocabularyLookup(vocabulary, options.DropUnknownWords ? Vocabulary.Missing : vocabulary.Count),
            options.HasOwnLabels ? own.AddSource(minimumCount: 1) : labels is null ? null : new VocabularyLookup(labels, Vocabulary.Missing),
            tagIds)
        {
            KnownLabels = labels,
        };
        DocumentStore documents = indexer.Index(source, cancellationToken);
        if (options.HasOwnLabels)
            labels = InOrderOfIds(own.Build(int.MaxValue, cancellationToken));
        return new IndexedCorpus(documents, vocabulary, documents.HasLabels ? labels : null, documents.HasTags ? tags : null, options.FeatureBucketCount) { UnknownTags = tagIds?.Unknown ?? [] };
    }

    // The documents hold the ids under which the labels were counted.
    private static Vocabulary InOrderOfIds(BuiltVocabulary built) => Vocabulary.Create(built.NewIds.Select(id => built.Vocabulary[id]));

    /// <summary>Indexes the words of a sentence one by one: each stays one word.</summary>
    /// <param name="sentence">The words.</param>
    /// <param name="tokens">Receives the ids; an unknown word is V.</param>
    /// <param name="featureBucketCount">The bound of spelling features; 0 for none.</param>
    /// <param name="features">Receives <see cref="WordFeatures.Count"/> features per word; empty for none.</param>
    public void IndexWords(Utf8List sentence, Span<int> tokens, int featureBucketCount, Span<int> features)
    {
        _words.Clear();
        _originals.Clear();
        for (int i = 0; i < sentence.Count; i++)
        {
            _tokenizer.Normalize(sentence[i], _words);
            if (featureBucketCount > 0)
                _originalTokenizer.Normalize(sentence[i], _originals);
        }
        _ids.IdsOf(_words, 0, tokens);
        for (int i = 0; i < _originals.Count; i++)
            WordFeatures.Write(_originals[i], featureBucketCount, features.Slice(i * WordFeatures.Count, WordFeatures.Count));
    }

    /// <summary>Indexes one text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="tokens">The ids are appended to it; an unknown word is V.</param>
    public void Index(ReadOnlySpan<byte> text, List<int> tokens)
    {
        _words.Clear();
        _tokenizer.Split(text, _words);
        AppendIds(tokens);
    }

    /// <summary>Indexes one example: its words, each of which stays one word, and its text.</summary>
    /// <param name="example">The example.</param>
    /// <param name="tokens">The ids are appended to it; an unknown word is V.</param>
    public void Index(CorpusExample example, List<int> tokens)
    {
        _words.Clear();
        for (int i = 0; i < example.Words.Count; i++)
            _tokenizer.Normalize(example.Words[i], _words);
        _tokenizer.Split(example.Text.Span, _words);
        AppendIds(tokens);
    }

    /// <summary>The words that were indexed last, in their normal form; valid until the next are.</summary>
    public Utf8List Words => _words;

    private void AppendIds(List<int> tokens)
    {
        int first = tokens.Count;
        CollectionsMarshal.SetCount(tokens, first + _words.Count);
        _ids.IdsOf(_words, 0, CollectionsMarshal.AsSpan(tokens)[first..]);
    }
}
