using MT2ST.Comparisons.Tuning;

namespace MT2ST;

/// <summary>The progress of a comparison: a run starts, goes on or has ended, the rows are tuned, or there is a message.</summary>
public sealed record ComparisonProgress
{
    /// <summary>Whether the run is a trial of tuning, not a measured one.</summary>
    public bool IsTuning { get; init; }

    /// <summary>The row's name; empty if no run is meant.</summary>
    public string Row { get; init; } = "";

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Runs that have ended, this one included if it has.</summary>
    public int EndedCount { get; init; }

    /// <summary>Runs in all.</summary>
    public int RunCount { get; init; }

    /// <summary>How far the run is, while it goes and one goes at a time; else null.</summary>
    public RunProgress? Run { get; init; }

    /// <summary>The model of a measured run right after its training, where one run goes at a time; else null.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>The run's record when it has ended; null before.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Where the record comes from if the run was not done now: another row with the same settings, or the kept runs; null for a run done now.</summary>
    public string? TakenFrom { get; init; }

    /// <summary>What tuning chose, when it has ended; else null.</summary>
    public TuningResult? Tuning { get; init; }

    /// <summary>A sentence for the reader, such as why a kept run is done again; else null.</summary>
    public string? Message { get; init; }
}
