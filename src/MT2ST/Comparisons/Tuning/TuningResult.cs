namespace MT2ST.Comparisons.Tuning;

/// <summary>What tuning tried, what it chose and what it cost.</summary>
public sealed record TuningResult
{
    /// <summary>CPU seconds of training and evaluation in all trials.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The multiply-adds of all trials.</summary>
    public required double MultiplyAdds { get; init; }

    /// <summary>How many trials there were, over all rows.</summary>
    public required int TrialCount { get; init; }

    /// <summary>The seeds of every trial.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The settings of the chosen rows by row and dotted path: what a run file's <c>strategies</c> holds to have the rows again.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Strategies { get; init; }

    /// <summary>The trials of each row, by its name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TrialSummary>> Trials { get; init; }

    /// <summary>The result of tuned rows, at least one.</summary>
    internal static TuningResult Of(IReadOnlyList<TunedRow> rows) => new()
    {
        CpuSeconds = rows.Sum(row => row.CpuSeconds),
        MultiplyAdds = rows.Sum(row => row.MultiplyAdds),
        TrialCount = rows.Sum(row => row.Trials.Count),
        Seeds = [.. rows[0].Targets.Keys],
        Strategies = rows.SelectMany(row => row.Rows).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Overrides),
        Trials = rows.ToDictionary(row => row.Name, row => (IReadOnlyList<TrialSummary>)[.. row.Trials.Select(trial => TrialSummary.Of(row, trial))]),
    };
}

/// <summary>A trial of a row: some settings, run with every tuning seed.</summary>
public sealed record TrialSummary
{
    /// <summary>The settings that the trial sets, by dotted path.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Settings { get; init; }

    /// <summary>What the trial was chosen for: <c>dev</c>, <c>cost</c>, both with a comma, or nothing.</summary>
    public required string ChosenFor { get; init; }

    /// <summary>The mean over seeds of the best quality on dev half A, greater is better.</summary>
    public required double DevMean { get; init; }

    /// <summary>The mean over seeds of the whole runs' multiply-adds.</summary>
    public required double MultiplyAddsMean { get; init; }

    /// <summary>The mean over seeds of the multiply-adds to the target; null if a run missed it.</summary>
    public required double? MultiplyAddsToTargetMean { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The settings as one text.</summary>
    public override string ToString() => Settings.Count == 0 ? "as in the run file" : string.Join(", ", Settings.Select(setting => $"{setting.Key}={setting.Value.GetRawText()}"));

    internal static TrialSummary Of(TunedRow row, TrialResult trial) => new()
    {
        Settings = trial.Trial.Settings,
        ChosenFor = (trial == row.BestDev, trial == row.Cheapest) switch
        {
            (true, true) => "dev, cost",
            (true, false) => "dev",
            (false, true) => "cost",
            _ => "",
        },
        DevMean = trial.MeanDev,
        MultiplyAddsMean = trial.MeanMultiplyAdds,
        MultiplyAddsToTargetMean = trial.MeanMultiplyAddsToTarget(row.Targets) is var cost && double.IsFinite(cost) ? cost : null,
        Seeds = [.. trial.Runs.Select(run => run.Seed)],
    };
}
