namespace MT2ST.Reports.Plots;

/// <summary>The sizes of plots in pixels: two beside each other are as wide as a page.</summary>
internal static class PlotSize
{
    public const double Width = 570;
    public const double Height = 360;
    public const double PageWidth = 1160;
}
