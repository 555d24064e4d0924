using MT2ST.Vocabularies;

namespace MT2ST.Runs;

/// <summary>A run's data, read, counted and encoded; runs that differ in training settings alone may share it.</summary>
public sealed record PreparedRun
{
    /// <summary>The words of all tasks that take part.</summary>
    public required Vocabulary Words { get; init; }

    /// <summary>The tasks that take part, the primary first; the primary alone where the strategy uses no auxiliaries.</summary>
    public required IReadOnlyList<PreparedTask> Tasks { get; init; }

    /// <summary>What a reader must know to believe the run's measurements; empty where there is nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>CPU seconds of reading, counting and encoding the training data; dev and test data are not counted.</summary>
    public required double CpuSeconds { get; init; }
}
