using MT2ST.Comparisons.Statistics;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>The cost of whole runs by its parts.</summary>
internal static class CostPlots
{
    private static readonly BarPart Evaluation = new("evaluation", PlotColor.Evaluation);
    private static readonly BarPart Preparation = new("preparation", PlotColor.Preparation);

    public static IEnumerable<ReportPlot> Of(ComparisonResult result)
    {
        string[] tasks = [.. result.Strategies.SelectMany(row => row.Runs).SelectMany(run => run.MultiplyAdds.Keys).Distinct()];
        BarPart[] parts = [.. tasks.Select((task, i) => new BarPart(i == 0 ? $"{task} (primary)" : task, PlotColor.OfPart(i)))];
        yield return new ReportPlot(
            Plot(result, CostMeasure.Cpu, [.. parts, Evaluation, Preparation], row => CpuSeconds(row, tasks)),
            "Means over seeds of whole runs. Training is split among tasks in proportion to their multiply-adds, since the clock does not tell tasks apart; evaluation on the grid and preparation are measured and not part of the cost to the target.")
        { Measure = CostMeasure.Cpu };
        yield return new ReportPlot(
            Plot(result, CostMeasure.MultiplyAdds, parts, row => [.. tasks.Select(task => MeanMultiplyAdds(row, task) / 1e6)]),
            "Means over seeds of whole runs' training.")
        { Measure = CostMeasure.MultiplyAdds };
    }

    private static BarPlot Plot(ComparisonResult result, CostMeasure measure, BarPart[] parts, Func<StrategyResult, double[]> amounts) => new()
    {
        Id = $"split-by-{measure.Id}",
        Title = "What whole runs are spent on",
        XLabel = measure.Label,
        Parts = parts,
        Bars = [.. result.Strategies.Zip(ReportRows.Of(result), (row, drawn) => Bar(row, drawn, measure, parts, amounts(row)))],
    };

    private static PlotBar Bar(StrategyResult row, PlotRow drawn, CostMeasure measure, BarPart[] parts, double[] amounts) => new()
    {
        Row = drawn,
        Segments = [.. parts.Zip(amounts, (part, amount) => new BarSegment(part.Color, amount, $"{row.Name}\n{part.Name}: {measure.Text(amount)}") { Category = $"{row.Name}: {part.Name}" }).Where(segment => segment.Value > 0)],
        Note = measure.Text(amounts.Sum()),
    };

    private static double[] CpuSeconds(StrategyResult row, string[] tasks)
    {
        double seconds = row.Runs.Average(run => run.CpuSeconds);
        double[] multiplyAdds = [.. tasks.Select(task => MeanMultiplyAdds(row, task))];
        double sum = multiplyAdds.Sum();
        IEnumerable<double> training = sum > 0 ? multiplyAdds.Select(count => seconds * count / sum) : multiplyAdds.Select((_, task) => task == 0 ? seconds : 0);
        return [.. training, row.Runs.Average(run => run.EvaluationSeconds), row.Runs.Average(run => run.PreparationSeconds)];
    }

    private static double MeanMultiplyAdds(StrategyResult row, string task) => row.Runs.Average(run => (double)run.MultiplyAdds.GetValueOrDefault(task));
}
