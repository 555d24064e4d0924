using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>A source read by a <see cref="CorpusIndexer"/> that waits for the vocabulary.</summary>
internal sealed class PendingCorpus
{
    internal PendingCorpus(DocumentStore documents, IndexingOptions options, VocabularyBuilder labels, VocabularyBuilder tags)
    {
        Documents = documents;
        Options = options;
        Labels = labels;
        Tags = tags;
    }

    /// <summary>The number of documents read.</summary>
    public int DocumentCount => Documents.DocumentCount;

    /// <summary>The number of tokens read, words included that the vocabulary may leave out.</summary>
    public long TokenCount => Documents.TokenCount;

    internal DocumentStore Documents { get; }

    internal IndexingOptions Options { get; }

    internal VocabularyBuilder Labels { get; }

    internal VocabularyBuilder Tags { get; }

    internal bool IsComplete { get; set; }
}
