using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>Weights and training losses of each task over time.</summary>
internal static class TaskPlots
{
    public static IEnumerable<ReportPlot> Of(ComparisonResult result)
    {
        string[] tasks = [.. result.Strategies.SelectMany(row => row.Runs).SelectMany(run => run.Tasks).Distinct()];
        for (int i = 0; i < tasks.Length; i++)
        {
            PlotLine[] lines = Lines(result, tasks[i], point => point.Weights, "weight");
            bool isShown = lines.SelectMany(line => line.Points).Any(point => point.Mean != 1);
            if (isShown)
                yield return Plot($"weight-{i}", $"Weight of '{PlotLegend.Short(tasks[i])}'", "weight", lines, "The task's weight in the last step before each evaluation; at 0 the task is not run. A phase between two evaluations, as pretraining is, shows in the costs alone.");
        }
        for (int i = 0; i < tasks.Length; i++)
        {
            PlotLine[] lines = Lines(result, tasks[i], point => point.Losses, "loss");
            if (lines.Length > 0)
                yield return Plot($"loss-{i}", $"Training loss of '{PlotLegend.Short(tasks[i])}'", "loss in nats", lines, "The mean training loss of a term since the previous evaluation; no point if the task did not run.");
        }
    }

    private static PlotLine[] Lines<TValue>(ComparisonResult result, string task, Func<CurvePoint, IReadOnlyList<TValue>> values, string name) =>
    [
        .. result.Strategies.Zip(ReportRows.Of(result), (row, drawn) => new PlotLine(drawn, Points(row, task, values, name))).Where(line => line.Points.Count > 0),
    ];

    // Before the first step, at point 0, nothing has a weight or a loss.
    private static IReadOnlyList<LinePoint> Points<TValue>(StrategyResult row, string task, Func<CurvePoint, IReadOnlyList<TValue>> values, string name) => MeanCurve.Of(
        row,
        point => point.Step,
        (run, point) => point > 0 && run.Tasks.ToList().IndexOf(task) is >= 0 and int place && values(run.Curve[point])[place] is double value ? value : null,
        (step, value) => FormattableString.Invariant($"{row.Name}\nstep {step:#,0}\n{name} {value}"));

    private static ReportPlot Plot(string id, string title, string label, PlotLine[] lines, string caption) => new(
        new LinePlot
        {
            Id = id,
            Title = title,
            XLabel = "steps (batches of the primary task)",
            YLabel = label,
            Lines = lines,
            StartsAtZero = true,
        },
        caption);
}
