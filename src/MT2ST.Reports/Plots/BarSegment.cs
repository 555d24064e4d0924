namespace MT2ST.Reports.Plots;

/// <summary>A part of a bar.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Value">Its length along the axis, 0 or more.</param>
/// <param name="Text">The part in words.</param>
internal sealed record BarSegment(PlotColor Color, double Value, string Text)
{
    /// <summary>What the part is, for the page's figures.</summary>
    public string Category { get; init; } = "";
}
