namespace MT2ST.Comparisons.Statistics;

/// <summary>What a run cost, up to its target or in all.</summary>
/// <param name="CpuSeconds">CPU seconds of training.</param>
/// <param name="CpuSecondsWithPreparation">CPU seconds of training and of preparing the data that the run uses.</param>
/// <param name="MultiplyAdds">Multiply-adds of all tasks.</param>
internal sealed record RunCost(double CpuSeconds, double CpuSecondsWithPreparation, double MultiplyAdds)
{
    /// <summary>The cost of the whole run.</summary>
    public static RunCost InAll(RunRecord run) => new(run.CpuSeconds, run.CpuSeconds + run.PreparationSeconds, run.MultiplyAdds.Sum());

    /// <summary>The cost until the run's smoothed dev quality first is <paramref name="target"/>; null if it never is.</summary>
    public static RunCost? ToTarget(RunRecord run, double target) =>
        SmoothedCurve.FirstReaching(run.Curve, target) is { } point
            ? new(point.CpuSeconds, point.CpuSeconds + run.PreparationSeconds, point.MultiplyAdds.Sum())
            : null;
}
