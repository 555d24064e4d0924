using MT2ST.Corpora.Pairs;
using MT2ST.Indexing;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>A run's data, read, counted and indexed; runs that differ only in training settings may share it.</summary>
internal sealed record PreparedRun
{
    /// <summary>The words of all tasks that take part.</summary>
    public required Vocabulary Words { get; init; }

    /// <summary>The tasks that take part, the primary first; only the primary if the strategy uses no auxiliaries.</summary>
    public required IReadOnlyList<PreparedTask> Tasks { get; init; }

    /// <summary>Warnings about the run's measurements; may be empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was read, in numbers.</summary>
    public DataSummary Summary => new()
    {
        Words = Words.Count,
        HasDev = Tasks[0].HasDev,
        Tasks = [.. Tasks.Select(task => new TaskData(task.Options.Name, task.Train.DocumentCount, task.Train.TokenCount, task.Train.IsStreamed)
        {
            Unlabelled = task.Unlabelled,
            Weightless = task.Weightless,
            LabelCount = task.LabelCounts.Count,
            Labels = task.LabelCounts.OrderByDescending(label => label.Value).Take(TaskData.ListedLabels).ToDictionary(StringComparer.Ordinal),
        })],
        CpuSeconds = CpuSeconds,
    };

    /// <summary>CPU seconds of reading, counting and indexing the training data; dev and test data are not counted.</summary>
    public required double CpuSeconds { get; init; }
}

/// <summary>A task of a run with its data indexed.</summary>
internal sealed record PreparedTask
{
    /// <summary>The task's settings.</summary>
    public required TaskOptions Options { get; init; }

    /// <summary>The share of the training data that was held out for dev.</summary>
    public double DevShare { get; init; }

    /// <summary>The training data.</summary>
    public required IndexedCorpus Train { get; init; }

    /// <summary>How many examples of the training data were left out since their label is empty.</summary>
    public int Unlabelled { get; init; }

    /// <summary>How many examples of the training data were left out since they weigh 0.</summary>
    public int Weightless { get; init; }

    /// <summary>How often each label, or tag, of the training data occurs in it; empty if it has none.</summary>
    public IReadOnlyDictionary<string, long> LabelCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>The dev split; null if there is none.</summary>
    public IndexedCorpus? Dev { get; init; }

    /// <summary>The test split; null if there is none.</summary>
    public IndexedCorpus? Test { get; init; }

    /// <summary>The similarity sets that take the place of dev and test splits; null if there are none.</summary>
    internal PreparedSimilarity? Similarity { get; init; }

    /// <summary>Warnings about the task's data; may be empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The pairs of words that were trained on and those left out; null for a task that is not over pairs.</summary>
    public PairUsage? Pairs { get; init; }

    /// <summary>Whether there is dev data.</summary>
    public bool HasDev => Dev is not null || Similarity is not null;
}
