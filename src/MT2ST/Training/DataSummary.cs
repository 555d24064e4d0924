namespace MT2ST.Training;

/// <summary>What a run read.</summary>
public sealed record DataSummary
{
    /// <summary>The size of the vocabulary.</summary>
    public required int Words { get; init; }

    /// <summary>Whether the primary has dev data.</summary>
    public required bool HasDev { get; init; }

    /// <summary>The training data of each task, the primary's first.</summary>
    public required IReadOnlyList<TaskData> Tasks { get; init; }

    /// <summary>CPU seconds of reading, counting and indexing the training data.</summary>
    public required double CpuSeconds { get; init; }
}

/// <summary>The size of a task's training data.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="Texts">Texts, sentences or pairs.</param>
/// <param name="Tokens">Their words.</param>
/// <param name="IsStreamed">Whether the word ids are read from a temporary file, since they are more than the memory limit.</param>
public sealed record TaskData(string Name, int Texts, long Tokens, bool IsStreamed)
{
    /// <summary>How many examples were left out since their label is empty.</summary>
    public int Unlabelled { get; init; }

    /// <summary>How many examples were left out since they weigh 0.</summary>
    public int Weightless { get; init; }

    internal const int ListedLabels = 8;

    /// <summary>How many different labels, or tags, the data has; 0 if it has none.</summary>
    public int LabelCount { get; init; }

    /// <summary>How often the most frequent labels occur, at most eight of them, the most frequent first.</summary>
    public IReadOnlyDictionary<string, long> Labels { get => field ?? new Dictionary<string, long>(); init; } = new Dictionary<string, long>();
}

/// <summary>The share of a run's words that started from the vectors of a file; the others started at random.</summary>
public sealed record InitialCoverage
{
    /// <summary>The file or the model folder.</summary>
    public required string File { get; init; }

    /// <summary>The share of the vocabulary's words found in it, in [0, 1].</summary>
    public required double WordShare { get; init; }

    /// <summary>The share of the training data's tokens that are such words, in [0, 1].</summary>
    public required double TokenShare { get; init; }

    /// <summary>What a user should know of how the file was read; may be empty.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];
}
