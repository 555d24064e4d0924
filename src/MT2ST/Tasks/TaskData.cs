using MT2ST.Encoding;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks;

/// <summary>The encoded data of one task.</summary>
public sealed record TaskData
{
    /// <summary>What is trained on.</summary>
    public required EncodedCorpus Train { get; init; }

    /// <summary>The run's words; ids index the embedding table.</summary>
    public required Vocabulary Words { get; init; }

    /// <summary>The classes: of documents, of tokens or of pairs; null where the task's data has none.</summary>
    public Vocabulary? Labels { get; init; }
}
