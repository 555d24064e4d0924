using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;

namespace MT2ST.Reports.Pages;

/// <summary>The tables of a report beyond the one that the command line prints.</summary>
internal static class ReportTables
{
    private const double Million = 1e6;

    /// <summary>Reductions against MTL and pretraining, to the target and in all, in CPU time and multiply-adds.</summary>
    public static ReportTable Reductions(ComparisonResult result) => WithoutEmptyColumns(Make(
        result.Strategies,
        new("strategy", row => new(row.Name)),
        new("to target, CPU, mtl", row => Percent(row.ReductionVsMtl?.Cpu)),
        new("to target, multiply-adds, mtl", row => Percent(row.ReductionVsMtl?.MultiplyAdds)),
        new("whole run, CPU, mtl", row => Percent(row.TotalReductionVsMtl?.Cpu)),
        new("whole run, multiply-adds, mtl", row => Percent(row.TotalReductionVsMtl?.MultiplyAdds)),
        new("to target, CPU, pretrain", row => Percent(row.ReductionVsPretrain?.Cpu)),
        new("to target, multiply-adds, pretrain", row => Percent(row.ReductionVsPretrain?.MultiplyAdds)),
        new("whole run, CPU, pretrain", row => Percent(row.TotalReductionVsPretrain?.Cpu)),
        new("whole run, multiply-adds, pretrain", row => Percent(row.TotalReductionVsPretrain?.MultiplyAdds))));

    /// <summary>How far each row overfits: means over seeds.</summary>
    public static ReportTable Ends(ComparisonResult result) => WithoutEmptyColumns(Make(
        result.Strategies,
        new("strategy", row => new(row.Name)),
        new("train", row => Mean(row, run => run.TrainQuality)),
        new("dev best", row => Mean(row, run => run.DevBest)),
        new("train - dev best", row => Mean(row, run => run.TrainQuality - run.DevBest)),
        new("dev at end", row => Mean(row, run => run.DevLast)),
        new("dev best - dev at end", row => Mean(row, run => run.DevBest - run.DevLast)),
        new("steps", row => ReportCell.Of(row.Runs.Average(run => run.Steps), "#,0"))));

    /// <summary>Every run of every row: its qualities and its way to the target.</summary>
    public static ReportTable Runs(ComparisonResult result) => Make(
        AllRuns(result),
        new("strategy", named => new(named.Name)),
        new("seed", Seed),
        new("train", named => ReportCell.Of(named.Run.TrainQuality, "0.0000")),
        new("dev best", named => ReportCell.Of(named.Run.DevBest, "0.0000")),
        new("dev at end", named => ReportCell.Of(named.Run.DevLast, "0.0000")),
        new("test", named => ReportCell.Of(named.Run.Test, "0.0000")),
        new("target", named => ReportCell.Of(named.Run.Target, "0.0000")),
        new("CPU s to target", named => ReportCell.Of(named.Run.SecondsToTarget, "0.00", "missed")),
        new("multiply-adds to target (M)", named => ReportCell.Of(named.Run.MultiplyAddsToTarget / Million, "#,0.0", "missed")));

    /// <summary>What every run of every row cost in all.</summary>
    public static ReportTable RunCosts(ComparisonResult result) => Make(
        AllRuns(result),
        new("strategy", named => new(named.Name)),
        new("seed", Seed),
        new("CPU s in all", named => ReportCell.Of(named.Run.CpuSeconds, "0.00")),
        new("multiply-adds in all (M)", named => ReportCell.Of(named.Run.MultiplyAdds.Values.Sum() / Million, "#,0.0")),
        new("evaluation CPU s", named => ReportCell.Of(named.Run.EvaluationSeconds, "0.00")),
        new("preparation CPU s", named => ReportCell.Of(named.Run.PreparationSeconds, "0.00")),
        new("wall s", named => ReportCell.Of(named.Run.WallSeconds, "0.00")),
        new("steps", named => ReportCell.Of(named.Run.Steps, "#,0")),
        new("peak MB", named => ReportCell.Of(named.Run.PeakBytes / Million, "#,0")),
        new("ended", named => new(named.Run.Ended)));

    private static IEnumerable<NamedRun> AllRuns(ComparisonResult result) => result.Strategies.SelectMany(row => row.Runs.Select(run => new NamedRun(row.Name, run)));

    private static ReportCell Seed(NamedRun named) => new(named.Run.Seed.ToString(CultureInfo.InvariantCulture), named.Run.Seed);

    private static ReportCell Percent(ReductionEstimate? reduction) => new(ComparisonTable.Percent(reduction), reduction?.Mean);

    private static ReportCell Mean(StrategyResult row, Func<RunResult, double?> figure) => ReportCell.Of(row.Runs.Average(figure), "0.0000");

    private static ReportTable WithoutEmptyColumns(ReportTable table)
    {
        int[] columns = [.. Enumerable.Range(0, table.Headers.Count).Where(column => column == 0 || table.Rows.Any(row => row[column].Value is not null))];
        return new ReportTable([.. columns.Select(column => table.Headers[column])], [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => row[column])])]);
    }

    private static ReportTable Make<TRow>(IEnumerable<TRow> rows, params Column<TRow>[] columns) => new(
        [.. columns.Select(column => column.Header)],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => column.Cell(row))])]);

    private sealed record NamedRun(string Name, RunResult Run);

    private sealed record Column<TRow>(string Header, Func<TRow, ReportCell> Cell);
}

/// <summary>A table of a report.</summary>
/// <param name="Headers">The columns' headers.</param>
/// <param name="Rows">The cells, <c>[rows, columns]</c>.</param>
internal sealed record ReportTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>The table that the command line prints.</summary>
    public static ReportTable From(ComparisonTable table) => new(table.Headers, [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Select(cell => new ReportCell(cell))])]);
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Value">The exact figure that is shown rounded; null for a text or a missing figure.</param>
internal sealed record ReportCell(string Text, double? Value = null)
{
    /// <summary>A figure; <paramref name="missing"/> if there is none.</summary>
    public static ReportCell Of(double? value, string format, string missing = "-") =>
        value is { } number ? new ReportCell(number.ToString(format, CultureInfo.InvariantCulture), number) : new ReportCell(missing);
}
