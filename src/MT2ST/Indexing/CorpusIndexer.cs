using MT2ST.Corpora;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>
/// Indexes the sources of a run under one vocabulary, reading each source once: <see cref="Add"/> them all, then
/// <see cref="BuildVocabulary"/>, then <see cref="Complete"/> each.
/// </summary>
/// <remarks>
/// Words get provisional ids while they are counted; the finished vocabulary then renumbers them in place. So nothing
/// is tokenized twice or held twice. One instance serves one thread.
/// </remarks>
internal sealed class CorpusIndexer
{
    private readonly VocabularyBuilder _words = new();
    private readonly TextOptions _text;
    private readonly int _threads;
    private BuiltVocabulary? _built;

    /// <summary>Creates an indexer.</summary>
    /// <param name="text">How text becomes words; default: <see cref="TextOptions"/>' defaults.</param>
    /// <param name="threads">How many threads may read raw text, at least 1; their number changes nothing in the result.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public CorpusIndexer(TextOptions? text = null, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _text = text ?? new TextOptions();
        _text.Validate();
        _threads = threads;
    }

    /// <summary>CPU seconds of reading on other threads than the caller's.</summary>
    public double OtherThreadsSeconds { get; private set; }

    /// <summary>Reads a source and counts its words. All labels and tags read become its own label and tag vocabularies.</summary>
    /// <param name="source">The files.</param>
    /// <param name="options">How they are indexed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The source as <see cref="Complete"/> needs it.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken (the message starts with <c>path:line</c>) or empty.</exception>
    /// <exception cref="IOException">The temporary file of word ids cannot be written or read: its disk may be full.</exception>
    /// <exception cref="InvalidOperationException">The vocabulary is already built.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public PendingCorpus Add(CorpusSource source, IndexingOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_built is not null)
            throw new InvalidOperationException($"The vocabulary is built; add every source before {nameof(BuildVocabulary)}.");
        options ??= new IndexingOptions();
        options.Validate();
        VocabularyBuilder labels = new();
        VocabularyBuilder tags = new();
        SourceCounts counts = _words.AddSource(options.MinimumCount);
        DocumentStore documents = _threads > 1 && ParallelIndexer.CanIndex(source, options)
            ? IndexInParallel(source, options, counts, cancellationToken)
            : new DocumentIndexer(_text, options, counts, labels.AddSource(minimumCount: 1), tags.AddSource(minimumCount: 1)).Index(source, cancellationToken);
        if (options.LimitSample)
            Recount(counts, documents, cancellationToken);
        return new PendingCorpus(documents, options, labels, tags);
    }

    /// <summary>
    /// Makes the vocabulary. It holds each word that reaches the minimum count of some source, the most frequent first by the
    /// sum over all sources; ties are ordered by the words' bytes.
    /// </summary>
    /// <param name="maximumSize">The most words, at least 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumSize"/> is below 1.</exception>
    /// <exception cref="InvalidDataException">No word is frequent enough.</exception>
    /// <exception cref="InvalidOperationException">The vocabulary is already built.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Vocabulary BuildVocabulary(int maximumSize = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSize, 1);
        if (_built is not null)
            throw new InvalidOperationException("The vocabulary is already built.");
        BuiltVocabulary built = _words.Build(maximumSize, cancellationToken);
        if (built.Vocabulary.Count == 0)
            throw new InvalidDataException(!_words.HasWords
                ? "Found no word in any text, expected letters or digits. Is the text column the right one?"
                : $"Found no word that is frequent enough, expected at least one: {_words.Shortfall()}. Lower minCount or give more text.");
        _built = built;
        return built.Vocabulary;
    }

    /// <summary>Makes the corpus of a source, with the vocabulary's ids. It takes over the memory of the pending corpus.</summary>
    /// <param name="pending">What <see cref="Add"/> gave.</param>
    /// <param name="cancellationToken">Ends the work; the pending corpus cannot be used afterwards.</param>
    /// <exception cref="InvalidOperationException">The vocabulary is not built yet, or the pending corpus is already complete.</exception>
    /// <exception cref="IOException">The temporary file of word ids cannot be written or read: its disk may be full.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IndexedCorpus Complete(PendingCorpus pending, CancellationToken cancellationToken = default)
    {
        if (_built is null || pending.IsComplete)
            throw new InvalidOperationException(pending.IsComplete ? "The pending corpus is already complete." : $"Call {nameof(BuildVocabulary)} first.");
        pending.IsComplete = true;
        BuiltVocabulary labels = pending.Labels.Build(int.MaxValue, cancellationToken);
        BuiltVocabulary tags = pending.Tags.Build(int.MaxValue, cancellationToken);
        int unknownId = pending.Options.DropUnknownWords ? Vocabulary.Missing : _built.Vocabulary.Count;
        if (pending.Options.ShuffleLabels)
            pending.Documents.ShuffleLabels(new SeededRandom(pending.Options.Seed));
        pending.Documents.Renumber(_built.NewIds, unknownId, tags.NewIds, labels.NewIds, cancellationToken);
        return new IndexedCorpus(
            pending.Documents,
            _built.Vocabulary,
            pending.Documents.HasLabels ? labels.Vocabulary : null,
            pending.Documents.HasTags ? tags.Vocabulary : null,
            pending.Options.FeatureBucketCount);
    }

    private DocumentStore IndexInParallel(CorpusSource source, IndexingOptions options, SourceCounts counts, CancellationToken cancellationToken)
    {
        DocumentStore documents = new ParallelIndexer(_text, options, source, counts, cancellationToken).Index(_threads, out double seconds);
        OtherThreadsSeconds += seconds;
        return documents;
    }

    private static void Recount(SourceCounts counts, DocumentStore documents, CancellationToken cancellationToken)
    {
        counts.Clear();
        for (int document = 0; document < documents.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Count(documents.Tokens(document));
        }
    }
}
