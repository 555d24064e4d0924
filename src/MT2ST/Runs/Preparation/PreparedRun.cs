using MT2ST.Corpora.Pairs;
using MT2ST.Indexing;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>A run's data, read, counted and indexed; runs that differ in training settings alone may share it.</summary>
public sealed record PreparedRun
{
    /// <summary>The words of all tasks that take part.</summary>
    public required Vocabulary Words { get; init; }

    /// <summary>The tasks that take part, the primary first; the primary alone where the strategy uses no auxiliaries.</summary>
    public required IReadOnlyList<PreparedTask> Tasks { get; init; }

    /// <summary>What a reader must know to believe the run's measurements; empty if there is nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>CPU seconds of reading, counting and indexing the training data; dev and test data are not counted.</summary>
    public required double CpuSeconds { get; init; }
}

/// <summary>A task of a run with its data indexed.</summary>
public sealed record PreparedTask
{
    /// <summary>The task's settings.</summary>
    public required TaskOptions Options { get; init; }

    /// <summary>What is trained on.</summary>
    public required IndexedCorpus Train { get; init; }

    /// <summary>The dev split; null if there is none.</summary>
    public IndexedCorpus? Dev { get; init; }

    /// <summary>The test split; null if there is none.</summary>
    public IndexedCorpus? Test { get; init; }

    /// <summary>The similarity sets that stand for dev and test splits; null if there are none.</summary>
    internal PreparedSimilarity? Similarity { get; init; }

    /// <summary>Which pairs of words were trained on and which left out; null for a task that is not over pairs.</summary>
    public PairUsage? Pairs { get; init; }

    /// <summary>Whether there is dev data.</summary>
    public bool HasDev => Dev is not null || Similarity is not null;
}
