using MT2ST.Comparisons.Statistics;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>Dev quality against cost, the plot that shows which row reaches a quality first.</summary>
internal static class QualityPlots
{
    private const double Height = 460;
    private const double FloorFactor = 5; // The plateau, where strategies differ, gets a fifth of the height or more.

    public static IEnumerable<ReportPlot> Of(ComparisonResult result)
    {
        foreach (CostMeasure measure in CostMeasure.All)
        {
            PlotLine[] lines = [.. result.Strategies.Zip(ReportRows.Of(result), (row, drawn) => new PlotLine(drawn, Points(row, measure))).Where(line => line.Points.Count > 0)];
            if (lines.Length == 0)
                continue;
            LinePlot plot = new()
            {
                Id = $"quality-by-{measure.Id}",
                Title = $"Dev quality against {measure.Label}",
                XLabel = $"{measure.Label} of training, logarithmic",
                YLabel = "dev quality, smoothed",
                Lines = lines,
                Level = new PlotLevel($"target ({result.Target}), mean over seeds", result.Strategies[0].Runs.Average(run => run.Target)),
                IsXLogarithmic = true,
                Floor = Floor(lines),
                Width = PlotSize.PageWidth,
                Height = Height,
            };
            yield return new ReportPlot(plot, "The mean over seeds at each evaluation, the band from the worst to the best seed; a run that has ended stays at its last point. "
                + "The quality is the one that is compared with the target: the mean of two successive evaluations on dev half B, greater is better. The start may lie below the axis.")
            { Measure = measure, Narrow = plot with { Id = $"{plot.Id}-narrow", Width = PlotSize.Width, Height = PlotSize.Height } };
        }
    }

    private static LinePoint[] Points(StrategyResult row, CostMeasure measure) =>
    [
        .. MeanCurve.Of(row, measure.AtPoint, (run, point) => run.SmoothedDevTarget[point], (cost, quality) => $"{row.Name}\n{measure.Text(cost)}\nquality {quality}")
            .Where(point => point.X > 0),
    ];

    // The start, at chance level, would squeeze the ends of all curves together.
    private static double Floor(PlotLine[] lines)
    {
        double[] means = [.. lines.SelectMany(line => line.Points).Select(point => point.Mean).Order()];
        return means[^1] - (FloorFactor * (means[^1] - means[means.Length / 2]));
    }
}
