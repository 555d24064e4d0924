using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>A source read by a <see cref="CorpusIndexer"/> that waits for the vocabulary.</summary>
internal sealed class PendingCorpus(DocumentStore documents, IndexingOptions options, VocabularyBuilder labels, VocabularyBuilder tags)
{
    /// <summary>The number of documents read.</summary>
    public int DocumentCount => Documents.DocumentCount;

    /// <summary>The number of tokens read, words included that the vocabulary may leave out.</summary>
    public long TokenCount => Documents.TokenCount;

    internal DocumentStore Documents { get; } = documents;

    internal IndexingOptions Options { get; } = options;

    internal VocabularyBuilder Labels { get; } = labels;

    internal VocabularyBuilder Tags { get; } = tags;

    internal bool IsComplete { get; set; }
}
