using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Comparisons.Tuning;

/// <summary>Chooses among trials by the two objectives of a comparison.</summary>
internal static class TuningChoice
{
    /// <summary>The trial with the best mean dev quality, the cheaper one of equals: for STL it sets the target.</summary>
    /// <param name="trials">The trials, at least one.</param>
    public static TrialResult BestDev(IReadOnlyList<TrialResult> trials) =>
        trials.OrderByDescending(trial => trial.MeanDev).ThenBy(trial => trial.MeanMultiplyAdds).First();

    /// <summary>The trial with the fewest multiply-adds to the target; null if none reaches it with every seed.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="targets">The quality that each tuning seed must reach, by seed.</param>
    public static TrialResult? CheapestToTarget(IReadOnlyList<TrialResult> trials, IReadOnlyDictionary<ulong, double> targets) =>
        trials.Where(trial => double.IsFinite(trial.MeanMultiplyAddsToTarget(targets))).MinBy(trial => trial.MeanMultiplyAddsToTarget(targets));

    /// <summary>
    /// Chooses two trials for every row: its best on dev, and its cheapest to the target. The best-dev settings of <c>stl</c>,
    /// or of the row that the target follows, set the target with each tuning seed. The cheapest of <c>stl</c> is the cheapest
    /// of all rows that run the primary alone, with any encoder and size; controls have other data and are not among them.
    /// </summary>
    /// <param name="rows">The rows with their trials, all with the same seeds.</param>
    /// <param name="target">The comparison's target.</param>
    /// <exception cref="ArgumentException">The target follows a row that is not among them.</exception>
    public static IReadOnlyList<TunedRow> Choose(IReadOnlyList<RowTrials> rows, QualityTarget target)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(target);
        target.RequireBaseline(rows.Select(row => row.Row.Name));
        TrialResult setsTarget = BestDev((rows.FirstOrDefault(row => row.Row.Name == target.Baseline) ?? rows[0]).Trials);
        Dictionary<ulong, double> targets = setsTarget.Runs.ToDictionary(run => run.Seed, run => target.Value(SmoothedCurve.Best(run.Curve)));
        TrialResult[] alone = [.. rows.Where(row => row.Row.Options.Strategy.Name == ComparisonRow.Stl && !ControlRows.IsControl(row.Row.Name)).SelectMany(row => row.Trials)];
        return [.. rows.Select(row => new TunedRow
        {
            Name = row.Row.Name,
            Trials = row.Trials,
            BestDev = BestDev(row.Trials),
            Targets = targets,
            Cheapest = CheapestToTarget(row.Row.Name == ComparisonRow.Stl ? alone : row.Trials, targets),
        })];
    }
}

/// <summary>A row with the trials of its tuning.</summary>
/// <param name="Row">The row as it was before tuning.</param>
/// <param name="Trials">The trials, at least one.</param>
internal sealed record RowTrials(ComparisonRow Row, IReadOnlyList<TrialResult> Trials);
