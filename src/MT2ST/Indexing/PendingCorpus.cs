using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>A source read by a <see cref="CorpusIndexer"/> that waits for the vocabulary.</summary>
internal sealed record PendingCorpus(DocumentStore Documents, IndexingOptions Options, VocabularyBuilder Labels, VocabularyBuilder Tags)
{
    internal bool IsComplete { get; set; }
}
