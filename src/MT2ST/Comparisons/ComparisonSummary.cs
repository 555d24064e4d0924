using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons;

/// <summary>Computes what a comparison found from the records of its runs.</summary>
internal static class ComparisonSummary
{
    internal const string NearStl = "stl-0.3";
    internal const string NearMtl = "mtl-0.3";

    private const double ShortestReadableSeconds = 2;
    private const int FewestEvaluations = 20;

    private static readonly string[] StandardTargets = ["stl", "stl-0.1", NearStl, "0.99xSTL"];

    /// <summary>Summarizes runs: rows are told apart by name, paired by seed.</summary>
    /// <param name="records">The records, in any order of seeds; rows keep the order of their first record.</param>
    /// <param name="target">The quality to reach.</param>
    /// <param name="options">How figures are computed; null for the usual way.</param>
    /// <exception cref="ArgumentException">
    /// There is no record, a row lacks a seed that another has or has a seed twice, a run has fewer than two evaluations on
    /// dev, or the target follows a missing row.
    /// </exception>
    public static ComparisonResult Summarize(IEnumerable<RunRecord> records, QualityTarget target, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new SummaryOptions();
        ComparedRuns runs = new(records, options);
        IReadOnlyList<StrategyResult> strategies = At(runs, target);
        ComparisonResult result = new()
        {
            Target = target.Text,
            Seeds = runs.Seeds,
            Strategies = strategies,
            OtherTargets = [.. OtherTargets(runs, target).Select(text => AtOther(runs, text))],
            Pairs = runs.Names.Where(name => runs.Row(name)![0].Pairs.Count > 0).ToDictionary(name => name, name => runs.Row(name)![0].Pairs),
            Jobs = options.Jobs,
            Warnings = [.. CoarseGrid(runs, target), .. runs.Names.SelectMany(name => runs.Row(name)!).SelectMany(run => run.Warnings).Distinct(), .. runs.Names.Select(name => UnreachedSwitch(name, runs.Row(name)!)).OfType<string>()],
            Note = options.Jobs > 1 ? FormattableString.Invariant($"{options.Jobs} runs went at once, so CPU seconds are not comparable and not shown: read multiply-adds.") : Note(runs, target),
        };
        return result with { Notes = [.. ComparisonNotes.OnFigures(result)] };
    }

    private static IEnumerable<string> OtherTargets(ComparedRuns runs, QualityTarget target)
    {
        IEnumerable<string> ofStl = !target.IsFixed && runs.Row(ComparisonRow.Stl) is not null ? StandardTargets : [];
        return (runs.Row(ComparisonRow.Mtl) is null ? ofStl : ofStl.Append(NearMtl)).Where(text => text != target.Text);
    }

    private static TargetResult AtOther(ComparedRuns runs, string target) => new()
    {
        Target = target,
        Strategies = [.. At(runs, QualityTarget.Parse(target)).Select(StrategyAtTarget.From)],
    };

    private static IReadOnlyList<StrategyResult> At(ComparedRuns runs, QualityTarget target)
    {
        double[] values = runs.TargetValues(target);
        return [.. runs.Names.Select(name => Row(runs, name, values))];
    }

    private static StrategyResult Row(ComparedRuns runs, string name, double[] targets)
    {
        RunResult[] results = [.. runs.Row(name)!.Zip(targets, (run, target) => new RunResult(run, target))];
        Reduction? ToTarget(string baseline) => name == baseline ? null : runs.ReductionToTarget(name, baseline, targets);
        Reduction? Total(string baseline) => name == baseline ? null : runs.TotalReduction(name, baseline);
        PairedEstimate? Difference(string baseline) => name == baseline ? null : runs.TestDifference(name, baseline);
        return new StrategyResult
        {
            Name = name,
            Runs = results,
            Reached = $"{results.Count(run => run.SecondsToTarget is not null)}/{results.Length}",
            MedianSecondsToTarget = Median(results.Select(run => run.SecondsToTarget)),
            MedianMultiplyAddsToTarget = Median(results.Select(run => (double?)run.MultiplyAddsToTarget)),
            ReductionVsStl = ToTarget(ComparisonRow.Stl),
            ReductionVsStlCheapest = ToTarget(ComparisonRow.StlCheapest),
            ReductionVsMtl = ToTarget(ComparisonRow.Mtl),
            ReductionVsPretrain = ToTarget(ComparisonRow.Pretrain),
            TotalReductionVsStl = Total(ComparisonRow.Stl),
            TotalReductionVsMtl = Total(ComparisonRow.Mtl),
            TotalReductionVsPretrain = Total(ComparisonRow.Pretrain),
            TestDifferenceVsStl = Difference(ComparisonRow.Stl),
            TestDifferenceVsMtl = Difference(ComparisonRow.Mtl),
            TestDifferenceVsPretrain = Difference(ComparisonRow.Pretrain),
        };
    }

    private static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.Select(value => value ?? double.PositiveInfinity).Order()];
        double median = 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
        return double.IsFinite(median) ? median : null;
    }

    /// <summary>The cost to the target is only known to within one interval of the grid, a large share if there are few of them.</summary>
    private static IEnumerable<string> CoarseGrid(ComparedRuns runs, QualityTarget target)
    {
        if (runs.Row(ComparisonRow.Stl) is not { } stl)
            yield break;
        int fewest = stl.Zip(runs.TargetValues(target), (run, value) => SmoothedCurve.FirstReaching(run.Curve, value) is { } point ? run.Curve.ToList().IndexOf(point) : int.MaxValue).Min();
        if (fewest < FewestEvaluations)
            yield return FormattableString.Invariant($"STL reaches the target at evaluation {fewest}; with fewer than {FewestEvaluations} before it, costs to the target are coarse. Raise evaluationsPerEpoch.");
    }

    /// <summary>What to say of a row whose switch did not come in some runs; null where it came in all.</summary>
    private static string? UnreachedSwitch(string name, RunRecord[] runs)
    {
        RunRecord[] unreached = [.. runs.Where(run => run.UnreachedSwitches.Count > 0)];
        if (unreached.Length == 0)
            return null;
        string points = string.Join(", ", unreached[0].UnreachedSwitches.Values.Distinct());
        return FormattableString.Invariant($"{name}: {unreached.Length} of {runs.Length} runs ended before the switch point ({points}), so their auxiliaries ran to the end.");
    }

    private static string? Note(ComparedRuns runs, QualityTarget target)
    {
        if (runs.Row(ComparisonRow.Stl) is not { } stl)
            return null;
        double seconds = stl.Zip(runs.TargetValues(target), ComparedRuns.CostToTargetOrInAll).Average(cost => cost.CpuSeconds);
        return seconds < ShortestReadableSeconds
            ? FormattableString.Invariant($"STL takes {seconds:0.00} CPU seconds to the target, too short: read multiply-adds.")
            : null;
    }
}

/// <summary>How a comparison's figures are computed.</summary>
internal sealed record SummaryOptions
{
    /// <summary>The confidence level of every interval, in (0, 1): greater than usual if figures are looked at several times.</summary>
    public double Level { get; init; } = PairedEstimate.UsualLevel;

    /// <summary>How many runs went at once, at least 1: above 1 there are no reductions of CPU time.</summary>
    public int Jobs { get; init; } = 1;
}
