using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST;

/// <summary>One row of a comparison: its runs and what they save against the baselines. Null stands for "no baseline" or "missed".</summary>
public sealed record StrategyResult
{
    /// <summary>The row's name.</summary>
    public required string Name { get; init; }

    /// <summary>The row's runs, in the order of their seeds.</summary>
    public required IReadOnlyList<RunResult> Runs { get; init; }

    /// <summary>How many runs reached the target, of how many: <c>7/8</c>.</summary>
    public required string Reached { get; init; }

    /// <summary>The median over seeds of CPU seconds to the target, a miss counted as infinity; null if it is infinite.</summary>
    public required double? MedianSecondsToTarget { get; init; }

    /// <summary>The median over seeds of multiply-adds to the target, a miss counted as infinity; null if it is infinite.</summary>
    public required double? MedianMultiplyAddsToTarget { get; init; }

    /// <summary>The reduction of cost to the target against <c>stl</c>.</summary>
    public required Reduction? ReductionVsStl { get; init; }

    /// <summary>The reduction of cost to the target against <c>stl-cheapest</c>.</summary>
    public Reduction? ReductionVsStlCheapest { get; init; }

    /// <summary>The reduction of cost to the target against <c>mtl</c>.</summary>
    public required Reduction? ReductionVsMtl { get; init; }

    /// <summary>The reduction of cost to the target against <c>pretrain</c>.</summary>
    public required Reduction? ReductionVsPretrain { get; init; }

    /// <summary>The reduction of the whole run's cost against <c>stl</c>.</summary>
    public required Reduction? TotalReductionVsStl { get; init; }

    /// <summary>The reduction of the whole run's cost against <c>mtl</c>.</summary>
    public required Reduction? TotalReductionVsMtl { get; init; }

    /// <summary>The reduction of the whole run's cost against <c>pretrain</c>.</summary>
    public required Reduction? TotalReductionVsPretrain { get; init; }

    /// <summary>How much better the row ends on test than <c>stl</c>; null if there is no test data.</summary>
    public PairedEstimate? TestDifferenceVsStl { get; init; }

    /// <summary>How much better the row ends on test than <c>mtl</c>.</summary>
    public PairedEstimate? TestDifferenceVsMtl { get; init; }

    /// <summary>How much better the row ends on test than <c>pretrain</c>.</summary>
    public PairedEstimate? TestDifferenceVsPretrain { get; init; }
}
