using MT2ST.Comparisons.Statistics;

namespace MT2ST;

/// <summary>How rows are compared.</summary>
public sealed record ComparisonOptions
{
    private const double MostWarmUpSeconds = 3600;

    /// <summary>The quality to reach: by default each seed's best of the row <c>stl</c>.</summary>
    public QualityTarget Target { get; init; } = QualityTarget.Stl;

    /// <summary>Whether the controls are added that the settings allow: pretraining, single-task training at twice the rate, auxiliaries with shuffled labels.</summary>
    public bool Controls { get; init; }

    /// <summary>The most trials by which each row is tuned first, over <see cref="RunOptions.Tuning"/>; 0 for no tuning.</summary>
    public int TuningTrials { get; init; }

    /// <summary>When there are enough seeds; null for the run's <see cref="RunOptions.Seeds"/>.</summary>
    public SequentialStopRule? UntilSettled { get; init; }

    /// <summary>How many runs go at once, at least 1; above 1 clocks disturb each other, and multiply-adds alone tell the time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How long each task runs unmeasured first, so that compilation is charged to nobody: at most an hour.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A folder in which finished runs are kept, and from which a stopped comparison goes on; null for none.</summary>
    public string? RunsFolder { get; init; }

    /// <summary>The command line that repeats the comparison, for its report; null for none.</summary>
    public string? Command { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The folder of runs is a file.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Target);
        ArgumentOutOfRangeException.ThrowIfNegative(TuningTrials);
        ArgumentOutOfRangeException.ThrowIfLessThan(Jobs, 1);
        if (WarmUp.TotalSeconds is not (>= 0 and <= MostWarmUpSeconds))
            throw new ArgumentOutOfRangeException(nameof(WarmUp), WarmUp, $"{nameof(WarmUp)} must be in [0 s, {MostWarmUpSeconds} s].");
        UntilSettled?.Validate();
        if (RunsFolder is not null && (RunsFolder.Length == 0 || File.Exists(RunsFolder)))
            throw new IOException($"{nameof(RunsFolder)} is '{RunsFolder}'{(RunsFolder.Length > 0 ? ", which is a file" : "")}; expected a folder or a free name.");
    }
}
