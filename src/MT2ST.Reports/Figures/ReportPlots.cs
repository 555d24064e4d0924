using MT2ST.Comparisons.Statistics;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>All plots of a comparison: those of the page and of its files.</summary>
internal static class ReportPlots
{
    /// <summary>The plots in the order of the page; those over time are left out if the result has no curves.</summary>
    public static IReadOnlyList<ReportPlot> Of(ComparisonResult result) =>
    [
        .. TestPlots.Of(result),
        .. QualityPlots.Of(result),
        .. TargetPlots.Reductions(result),
        .. TargetPlots.Costs(result),
        .. CostPlots.Of(result),
        .. TaskPlots.Of(result),
    ];
}

/// <summary>A plot of a report with its explanation.</summary>
/// <param name="Plot">The plot.</param>
/// <param name="Caption">How to read it.</param>
internal sealed record ReportPlot(IPlot Plot, string Caption)
{
    /// <summary>The measure of cost that it shows; null if that does not matter.</summary>
    public CostMeasure? Measure { get; init; }

    /// <summary>The same plot for a narrow screen, on which a wide one would be too small to read; null if it is narrow itself.</summary>
    public IPlot? Narrow { get; init; }

    /// <summary>Whether it needs the page's whole width.</summary>
    public bool IsWide => Plot.Width > PlotSize.Width;
}
