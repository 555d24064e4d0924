using MT2ST.Comparisons;

namespace MT2ST.Reports.Figures;

/// <summary>All plots of a comparison: those of the page and of its files.</summary>
internal static class ReportPlots
{
    /// <summary>The plots in the order of the page; those over time are left out where the result has no curves.</summary>
    public static IReadOnlyList<ReportPlot> Of(ComparisonResult result) =>
    [
        .. QualityPlots.Of(result),
        .. TargetPlots.Reductions(result),
        .. TargetPlots.Costs(result),
        .. CostPlots.Of(result),
        .. TaskPlots.Of(result),
    ];
}
