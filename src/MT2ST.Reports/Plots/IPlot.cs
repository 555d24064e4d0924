namespace MT2ST.Reports.Plots;

/// <summary>A plot, ready to be drawn.</summary>
internal interface IPlot
{
    /// <summary>The name of the plot's files, and its id in the page: lower-case letters, digits and dashes.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>In pixels.</summary>
    double Width { get; }

    /// <summary>In pixels.</summary>
    double Height { get; }

    void Draw(SvgCanvas canvas);
}

/// <summary>The sizes of plots in pixels: two side by side fill a page.</summary>
internal static class PlotSize
{
    public const double Width = 430; // A telephone is nearly as wide, so that texts can be read there.
    public const double Height = 310;
    public const double PageWidth = 1160;
}
