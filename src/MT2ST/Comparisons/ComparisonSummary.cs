using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>Computes what a comparison found from the records of its runs.</summary>
public static class ComparisonSummary
{
    private const double ShortestReadableSeconds = 2;

    private static readonly string[] StandardTargets = ["stl", "stl-0.1", "stl-0.3", "0.99xSTL"];

    /// <summary>Summarizes runs: rows are told apart by name, paired by seed.</summary>
    /// <param name="records">The records, in any order of seeds; rows keep the order of their first record.</param>
    /// <param name="target">The quality to reach.</param>
    /// <exception cref="ArgumentException">
    /// There is no record, a row lacks a seed that another has or has one twice, a run has fewer than two evaluations on
    /// dev, or the target follows STL and there is no row <c>stl</c>.
    /// </exception>
    public static ComparisonResult Summarize(IEnumerable<RunRecord> records, QualityTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        ComparedRuns runs = new(records);
        IReadOnlyList<StrategyResult> strategies = At(runs, target);
        return new ComparisonResult
        {
            Target = target.Text,
            Seeds = runs.Seeds,
            Strategies = strategies,
            OtherTargets = target.IsFixed ? [] : [.. StandardTargets.Where(text => text != target.Text).Select(text => AtOther(runs, text))],
            Pairs = runs.Names.Where(name => runs.Row(name)![0].Pairs.Count > 0).ToDictionary(name => name, name => runs.Row(name)![0].Pairs),
            Warnings = [.. runs.Names.SelectMany(name => runs.Row(name)!).SelectMany(run => run.Warnings).Distinct()],
            Note = Note(runs, target),
        };
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
        RunResult[] results = [.. runs.Row(name)!.Zip(targets, RunResult.FromRecord)];
        Reduction? ToTarget(string baseline) => name == baseline ? null : runs.ReductionToTarget(name, baseline, targets);
        Reduction? Total(string baseline) => name == baseline ? null : runs.TotalReduction(name, baseline);
        return new StrategyResult
        {
            Name = name,
            Runs = results,
            Reached = $"{results.Count(run => run.SecondsToTarget is not null)}/{results.Length}",
            MedianSecondsToTarget = Median(results.Select(run => run.SecondsToTarget)),
            MedianMultiplyAddsToTarget = Median(results.Select(run => (double?)run.MultiplyAddsToTarget)),
            ReductionVsStl = ToTarget(BaselineNames.Stl),
            ReductionVsStlCheapest = ToTarget(BaselineNames.StlCheapest),
            ReductionVsMtl = ToTarget(BaselineNames.Mtl),
            ReductionVsPretrain = ToTarget(BaselineNames.Pretrain),
            TotalReductionVsStl = Total(BaselineNames.Stl),
            TotalReductionVsMtl = Total(BaselineNames.Mtl),
            TotalReductionVsPretrain = Total(BaselineNames.Pretrain),
        };
    }

    private static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.Select(value => value ?? double.PositiveInfinity).Order()];
        double median = 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
        return double.IsFinite(median) ? median : null;
    }

    private static string? Note(ComparedRuns runs, QualityTarget target)
    {
        if (runs.Row(BaselineNames.Stl) is not { } stl)
            return null;
        double seconds = stl.Zip(runs.TargetValues(target), ComparedRuns.CostToTargetOrInAll).Average(cost => cost.CpuSeconds);
        return seconds < ShortestReadableSeconds
            ? FormattableString.Invariant($"STL takes {seconds:0.00} CPU seconds to the target, too short: read multiply-adds.")
            : null;
    }
}
