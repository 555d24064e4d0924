namespace MT2ST.Reports.Plots;

/// <summary>A row's bar.</summary>
internal sealed record PlotBar
{
    public required PlotRow Row { get; init; }

    /// <summary>From left to right; empty where there is nothing to show.</summary>
    public required IReadOnlyList<BarSegment> Segments { get; init; }

    /// <summary>The lower end of the interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The values of single seeds.</summary>
    public IReadOnlyList<BarSegment> Seeds { get; init; } = [];

    /// <summary>What stands behind the bar, or in its place.</summary>
    public string Note { get; init; } = "";

    /// <summary>The farthest that the bar reaches.</summary>
    public double End => Seeds.Select(seed => seed.Value).Append(High ?? 0).Append(Segments.Sum(segment => segment.Value)).Max();
}
