using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Comparisons.Tuning;

/// <summary>One point of a row's tuning space.</summary>
/// <param name="Row">The row with the point's settings.</param>
/// <param name="Settings">The settings of the point, by dotted path.</param>
internal sealed record TuningTrial(ComparisonRow Row, IReadOnlyDictionary<string, JsonElement> Settings);

/// <summary>A trial of tuning with its runs, one per tuning seed.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Runs">The runs.</param>
internal sealed record TrialResult(TuningTrial Trial, IReadOnlyList<RunRecord> Runs)
{
    /// <summary>The mean over seeds of the best quality on dev half A, which tuning may see.</summary>
    public double MeanDev => Runs.Average(run => run.Curve[run.BestPoint].Dev);

    /// <summary>The mean over seeds of the whole runs' multiply-adds.</summary>
    public double MeanMultiplyAdds => Runs.Average(run => RunCost.InAll(run).MultiplyAdds);

    /// <summary>CPU seconds of training and evaluation in all runs.</summary>
    public double CpuSeconds => Runs.Sum(run => run.CpuSeconds + run.EvaluationSeconds);

    /// <summary>The multiply-adds of all runs.</summary>
    public double MultiplyAdds => Runs.Sum(run => RunCost.InAll(run).MultiplyAdds);

    /// <summary>The mean over seeds of multiply-adds to the target; infinity if a run missed it.</summary>
    /// <param name="targets">The quality that each seed must reach, by seed.</param>
    public double MeanMultiplyAddsToTarget(IReadOnlyDictionary<ulong, double> targets) =>
        Runs.Average(run => RunCost.ToTarget(run, targets[run.Seed])?.MultiplyAdds ?? double.PositiveInfinity);
}
