using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>A plot of a report with its explanation.</summary>
/// <param name="Plot">The plot.</param>
/// <param name="Caption">How to read it.</param>
internal sealed record ReportPlot(IPlot Plot, string Caption)
{
    /// <summary>The measure of cost that it shows; null where that does not matter.</summary>
    public CostMeasure? Measure { get; init; }

    /// <summary>Whether it needs the page's whole width.</summary>
    public bool IsWide => Plot.Width > PlotSize.Width;
}
