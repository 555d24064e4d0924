namespace MT2ST.Comparisons;

/// <summary>How a comparison that took seeds until it was settled came to its end.</summary>
public sealed record SettlingResult
{
    /// <summary>The numbers of seeds at which it looked.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>The confidence level of the intervals of one look, in (0, 1).</summary>
    public required double Level { get; init; }

    /// <summary>The reduction that intervals had to exclude.</summary>
    public required double Claim { get; init; }

    /// <summary>The width at which an interval was narrow enough.</summary>
    public required double Width { get; init; }

    /// <summary>The strategies that are not settled after the last look; empty where all are.</summary>
    public required IReadOnlyList<string> Unsettled { get; init; }
}
