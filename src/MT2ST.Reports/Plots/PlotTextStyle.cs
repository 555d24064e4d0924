namespace MT2ST.Reports.Plots;

/// <summary>How a text is drawn.</summary>
internal readonly record struct PlotTextStyle(PlotColor Color, double Size, TextAnchor Anchor)
{
    /// <summary>Whether the text is turned to read from below to above.</summary>
    public bool IsUpright { get; init; }
}
