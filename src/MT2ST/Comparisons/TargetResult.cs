using MT2ST.Comparisons.Statistics;

namespace MT2ST.Comparisons;

/// <summary>What a comparison says at a further target.</summary>
public sealed record TargetResult
{
    /// <summary>The target as it is written, such as <c>stl-0.3</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The rows, in the order of the comparison.</summary>
    public required IReadOnlyList<StrategyAtTarget> Strategies { get; init; }
}

/// <summary>One row of a comparison at a further target. Null stands for "no baseline" or "missed".</summary>
public sealed record StrategyAtTarget
{
    /// <summary>The row's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many runs reached the target, of how many: <c>7/8</c>.</summary>
    public required string Reached { get; init; }

    /// <summary>The reduction of cost to the target against <c>stl</c>.</summary>
    public required Reduction? ReductionVsStl { get; init; }

    /// <summary>The reduction of cost to the target against <c>stl-cheapest</c>.</summary>
    public Reduction? ReductionVsStlCheapest { get; init; }

    /// <summary>The reduction of cost to the target against <c>mtl</c>.</summary>
    public required Reduction? ReductionVsMtl { get; init; }

    /// <summary>The reduction of cost to the target against <c>pretrain</c>.</summary>
    public required Reduction? ReductionVsPretrain { get; init; }

    /// <summary>What a row's result says about its target, without the runs.</summary>
    public static StrategyAtTarget From(StrategyResult row) => new()
    {
        Name = row.Name,
        Reached = row.Reached,
        ReductionVsStl = row.ReductionVsStl,
        ReductionVsStlCheapest = row.ReductionVsStlCheapest,
        ReductionVsMtl = row.ReductionVsMtl,
        ReductionVsPretrain = row.ReductionVsPretrain,
    };
}
