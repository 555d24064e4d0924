using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks;

/// <summary>The parts from which a task is built.</summary>
/// <typeparam name="T">The number type.</typeparam>
public sealed record TaskContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The task's name in this run.</summary>
    public required string Name { get; init; }

    /// <summary>The shared table.</summary>
    public required EmbeddingTable<T> Table { get; init; }

    /// <summary>The training data; its word ids index the table.</summary>
    public required IndexedCorpus Train { get; init; }

    /// <summary>The classes of tokens if the data has tags, otherwise those of documents; null if it has neither.</summary>
    public Vocabulary? Classes => Train.TagSet ?? Train.Labels;

    /// <summary>The run's encoders, which tasks may share.</summary>
    internal IReadOnlyList<SharedEncoder<T>> Encoders { get; init; } = [];

    /// <summary>The seed of the random values that a task draws when it is made.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many threads will train the task, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether the run has auxiliaries, which train rows of words that this task's data lacks.</summary>
    internal bool HasAuxiliaries { get; init; }

    /// <summary>The texts of the run's auxiliaries that a teacher has vectors for; empty for tasks that are not the primary.</summary>
    internal IReadOnlyList<IndexedCorpus> TaughtTexts { get; init; } = [];

    /// <summary>How the primary makes weighed sums of words and n-grams, which a teacher's auxiliary then teaches too; null for the primary and if it does not.</summary>
    internal BagOfWordsEncoder<T>? PrimaryBag { get; init; }

    /// <summary>Ends the task's work on its data before training.</summary>
    public CancellationToken Cancellation { get; init; }
}
