using MT2ST.Comparisons.Rows;

namespace MT2ST.Comparisons.Tuning;

/// <summary>A row's trials and what was chosen among them for each of the two objectives.</summary>
internal sealed record TunedRow
{
    private const string FastSuffix = "-fast";

    /// <summary>The row's name.</summary>
    public required string Name { get; init; }

    /// <summary>The trials, at least one.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>The trial with the best mean quality on dev: for <c>stl</c> it sets the target.</summary>
    public required TrialResult BestDev { get; init; }

    /// <summary>The quality that each tuning seed must reach, by seed.</summary>
    public required IReadOnlyDictionary<ulong, double> Targets { get; init; }

    /// <summary>The trial with the fewest multiply-adds to the target; null if none reaches it with every seed.</summary>
    public required TrialResult? Cheapest { get; init; }

    /// <summary>
    /// The rows to measure: the best on dev under the row's own name, and the cheapest to the target as <c>stl-cheapest</c>
    /// or, if it is another trial, as <c>NAME-fast</c>.
    /// </summary>
    public IReadOnlyList<ComparisonRow> Rows
    {
        get
        {
            ComparisonRow best = BestDev.Trial.Row;
            if (Cheapest is null)
                return [best];
            if (Name == ComparisonRow.Stl) // Always there: every comparison needs its figure, even if it is the same.
                return [best, Cheapest.Trial.Row.Named(ComparisonRow.StlCheapest)];
            return Cheapest == BestDev || best.Options.Strategy.Name == ComparisonRow.Stl
                ? [best]
                : [best, Cheapest.Trial.Row.Named(Name + FastSuffix)];
        }
    }

    /// <summary>CPU seconds of training and evaluation in all trials.</summary>
    public double CpuSeconds => Trials.Sum(trial => trial.CpuSeconds);

    /// <summary>The multiply-adds of all trials.</summary>
    public double MultiplyAdds => Trials.Sum(trial => trial.MultiplyAdds);
}
