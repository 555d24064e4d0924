using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>The progress of a comparison: a run starts, or has ended.</summary>
public sealed record ComparisonProgress
{
    /// <summary>The row's name.</summary>
    public required string Row { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Runs that have ended, this one included if it has.</summary>
    public required int EndedCount { get; init; }

    /// <summary>Runs in all.</summary>
    public required int RunCount { get; init; }

    /// <summary>The run's record when it has ended; null when it starts.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Where the record comes from if the run was not done now: another row with the same settings, or the kept runs; null for a run done now.</summary>
    public string? TakenFrom { get; init; }
}
