using MT2ST.Comparisons.Rows;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>Gives each row of a comparison one colour for all plots.</summary>
internal static class ReportRows
{
    private const double DashLength = 5;

    /// <summary>The rows in the comparison's order: the baseline grey, the others in the palette's colours, dashed when these repeat.</summary>
    public static IReadOnlyList<PlotRow> Of(ComparisonResult result)
    {
        List<PlotRow> rows = [];
        int colored = 0;
        foreach (StrategyResult row in result.Strategies)
        {
            bool isBaseline = row.Name == ComparisonRow.Stl;
            rows.Add(new PlotRow(rows.Count, row.Name, isBaseline ? PlotColor.Baseline : PlotColor.OfSeries(colored), colored < PlotColor.SeriesCount ? 0 : DashLength));
            colored += isBaseline ? 0 : 1;
        }
        return rows;
    }
}
