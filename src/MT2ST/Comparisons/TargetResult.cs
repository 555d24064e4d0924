namespace MT2ST.Comparisons;

/// <summary>What a comparison says at a further target.</summary>
public sealed record TargetResult
{
    /// <summary>The target as it is written, such as <c>stl-0.3</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The rows, in the order of the comparison.</summary>
    public required IReadOnlyList<StrategyAtTarget> Strategies { get; init; }
}
