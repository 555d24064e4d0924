namespace MT2ST.Comparisons.Statistics;

/// <summary>The reductions of cost against one baseline, in every measure of cost.</summary>
public sealed record Reduction
{
    /// <summary>In CPU seconds of training; null if the clock measured none, or if several runs went at once.</summary>
    public ReductionEstimate? Cpu { get; init; }

    /// <summary>In CPU seconds of training and preparation.</summary>
    public ReductionEstimate? CpuWithPreparation { get; init; }

    /// <summary>In multiply-adds.</summary>
    public ReductionEstimate? MultiplyAdds { get; init; }

    /// <summary>Estimates the reductions from costs paired by seed.</summary>
    /// <param name="costs">The costs, one per seed.</param>
    /// <param name="baselineCosts">The baseline's costs of the same seeds.</param>
    /// <param name="isLowerBound">Whether the baseline's whole cost is used for a missed target.</param>
    /// <param name="options">How figures are computed; null for the usual way.</param>
    internal static Reduction FromPairs(IReadOnlyList<RunCost> costs, IReadOnlyList<RunCost> baselineCosts, bool isLowerBound, SummaryOptions? options = null)
    {
        options ??= new SummaryOptions();
        ReductionEstimate? Estimate(Func<RunCost, double> measure) =>
            ReductionEstimate.FromPairs([.. costs.Select(measure)], [.. baselineCosts.Select(measure)], isLowerBound, options.Level);
        bool hasClocks = options.Jobs == 1;
        return new Reduction
        {
            Cpu = hasClocks ? Estimate(cost => cost.CpuSeconds) : null,
            CpuWithPreparation = hasClocks ? Estimate(cost => cost.CpuSecondsWithPreparation) : null,
            MultiplyAdds = Estimate(cost => cost.MultiplyAdds),
        };
    }
}
