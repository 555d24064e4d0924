using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>A finished run as a comparison keeps it: what it was and what it gave.</summary>
public sealed record KeptRun
{
    /// <summary>What decided the run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>How many runs went at once while it was measured.</summary>
    public required int Jobs { get; init; }

    /// <summary>How long each task ran unmeasured before it.</summary>
    public required double WarmUpSeconds { get; init; }

    /// <summary>The run's record, its curve included.</summary>
    public required RunRecord Record { get; init; }
}
