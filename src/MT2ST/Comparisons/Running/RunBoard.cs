using MT2ST.Comparisons.Rows;

namespace MT2ST.Comparisons.Running;

/// <summary>The records of a comparison's runs that have ended. Reports them one call at a time, from any thread.</summary>
/// <param name="runs">The runs.</param>
/// <param name="progress">Receives starts and ends; null for none.</param>
internal sealed class RunBoard(IReadOnlyList<PlannedRun> runs, IProgress<ComparisonProgress>? progress)
{
    private readonly Lock _lock = new();
    private int _endedCount;

    public IReadOnlyList<PlannedRun> Runs => runs;

    /// <summary>The records, <c>[runs]</c>; null for a run that has not ended.</summary>
    public RunRecord?[] Records { get; } = new RunRecord?[runs.Count];

    public void Start(int index)
    {
        lock (_lock)
            progress?.Report(At(index));
    }

    /// <summary>Enters the record of a run that was done, or taken from elsewhere, under its row's name.</summary>
    public void End(int index, RunRecord record, string? takenFrom = null)
    {
        RunRecord named = takenFrom is null ? record : record with { Name = runs[index].Row.Name };
        lock (_lock)
        {
            Records[index] = named;
            _endedCount++;
            progress?.Report(At(index) with { Record = named, TakenFrom = takenFrom });
        }
    }

    private ComparisonProgress At(int index) => new() { Row = runs[index].Row.Name, Seed = runs[index].Seed, EndedCount = _endedCount, RunCount = runs.Count };
}

/// <summary>A run that a comparison is to do.</summary>
/// <param name="Row">The row.</param>
/// <param name="Seed">The seed.</param>
/// <param name="KeptName">The name under which it is kept.</param>
internal sealed record PlannedRun(ComparisonRow Row, ulong Seed, string KeptName)
{
    public RunOptions Options { get; } = Row.Options with { Seed = Seed };
}
