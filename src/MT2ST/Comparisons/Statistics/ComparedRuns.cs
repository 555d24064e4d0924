using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Statistics;

/// <summary>The runs of a comparison as a table: rows by name, columns by seed, no cell empty.</summary>
internal sealed class ComparedRuns
{
    private readonly Dictionary<string, RunRecord[]> _rows;
    private readonly SummaryOptions _options;

    /// <summary>Sorts records into rows and seeds.</summary>
    /// <exception cref="ArgumentException">There is none, a row's seeds are not those of the first row, or a run lacks dev evaluations.</exception>
    public ComparedRuns(IEnumerable<RunRecord> records, SummaryOptions options)
    {
        _options = options;
        IGrouping<string, RunRecord>[] groups = [.. records.GroupBy(record => record.Name, StringComparer.Ordinal)];
        if (groups.Length == 0)
            throw new ArgumentException("There are no runs to compare.", nameof(records));
        Names = [.. groups.Select(group => group.Key)];
        _rows = groups.ToDictionary(group => group.Key, group => group.OrderBy(record => record.Seed).ToArray(), StringComparer.Ordinal);
        Seeds = SeedsOf(Names[0]);
        foreach (string name in Names)
        {
            if (!SeedsOf(name).SequenceEqual(Seeds) || Seeds.Distinct().Count() < Seeds.Length)
                throw new ArgumentException($"Row '{name}' ran with seeds {Listed(SeedsOf(name))}, row '{Names[0]}' with {Listed(Seeds)}; every row needs the same seeds, each once.", nameof(records));
            RequireEvaluations(name);
        }
    }

    public IReadOnlyList<string> Names { get; }

    public ulong[] Seeds { get; }

    /// <summary>The runs of one row, by seed; null if there is no such row.</summary>
    public RunRecord[]? Row(string name) => _rows.GetValueOrDefault(name);

    /// <summary>The quality that each seed must reach, <c>[Seeds]</c>.</summary>
    /// <exception cref="ArgumentException">The target follows a missing row.</exception>
    public double[] TargetValues(QualityTarget target)
    {
        if (target.IsFixed)
            return [.. Seeds.Select(_ => target.Value(0))];
        target.RequireBaseline(Names);
        return [.. Row(target.Baseline!)!.Select(run => target.Value(SmoothedCurve.Best(run.Curve)))];
    }

    /// <summary>The reduction of cost to the target; null if there is no such baseline or the row missed in any seed.</summary>
    public Reduction? ReductionToTarget(string name, string baseline, double[] targets)
    {
        if (Row(baseline) is not { } baselineRuns)
            return null;
        RunCost?[] costs = [.. Row(name)!.Zip(targets, RunCost.ToTarget)];
        if (costs.Contains(null))
            return null;
        bool baselineMissed = baselineRuns.Zip(targets, RunCost.ToTarget).Contains(null);
        return Reduction.FromPairs([.. costs.OfType<RunCost>()], [.. baselineRuns.Zip(targets, CostToTargetOrInAll)], baselineMissed, _options);
    }

    /// <summary>The reduction of the whole runs' cost; null if there is no such baseline.</summary>
    public Reduction? TotalReduction(string name, string baseline) => Row(baseline) is { } baselineRuns
        ? Reduction.FromPairs([.. Row(name)!.Select(RunCost.InAll)], [.. baselineRuns.Select(RunCost.InAll)], isLowerBound: false, _options)
        : null;

    /// <summary>How much better the row is on test than a baseline; null if there is no such baseline or no test data.</summary>
    public PairedEstimate? TestDifference(string name, string baseline) => Row(baseline) is { } baselineRuns
        ? PairedEstimate.OfDifferences([.. Row(name)!.Zip(baselineRuns, (run, other) => run.Test?.Quality - other.Test?.Quality ?? double.NaN)], _options.Level)
        : null;

    /// <summary>The cost to the target; if it was missed, that of the whole run.</summary>
    public static RunCost CostToTargetOrInAll(RunRecord run, double target) => RunCost.ToTarget(run, target) ?? RunCost.InAll(run);

    private ulong[] SeedsOf(string name) => [.. _rows[name].Select(record => record.Seed)];

    private void RequireEvaluations(string name)
    {
        foreach (RunRecord run in _rows[name])
        {
            int usable = run.Curve.Count(point => double.IsFinite(point.Dev) && double.IsFinite(point.DevTarget));
            if (usable < 2 || usable < run.Curve.Count)
                throw new ArgumentException($"Row '{name}', seed {run.Seed} has {usable} usable of {run.Curve.Count} evaluations on dev; a comparison needs dev data and at least 2, all finite.");
        }
    }

    private static string Listed(IEnumerable<ulong> seeds) => $"[{string.Join(", ", seeds)}]";
}
