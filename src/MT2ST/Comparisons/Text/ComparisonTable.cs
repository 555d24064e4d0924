using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>A part of a comparison's summary as texts, ready to print in any form.</summary>
public sealed record ComparisonTable
{
    private const double PerCent = 100;

    /// <summary>What the table shows.</summary>
    public required string Title { get; init; }

    /// <summary>The columns' headers; the first column is the row's name.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The cells, <c>[rows, columns]</c>, in invariant culture; <c>-</c> for a missing figure.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>
    /// All tables of a result: quality on dev and test, then costs in CPU time and in multiply-adds, then other baselines and
    /// single test sets, if there are any. If several runs went at once, there is no table of CPU time.
    /// </summary>
    /// <remarks>
    /// Qualities are means and standard deviations over seeds, differences and reductions have their paired intervals, and costs
    /// are geometric means, so that they agree with the reductions. A reduction below 0 is an increase; <c>>=</c> stands before a lower bound.
    /// </remarks>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<ComparisonTable> AllOf(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<ComparisonTable?> tables =
        [
            OfQuality(result),
            result.Jobs == 1 ? OfCpuTime(result) : null,
            OfMultiplyAdds(result),
            OfBaselines(result),
            OfTestSets(result),
        ];
        return [.. tables.OfType<ComparisonTable>()];
    }

    /// <summary>A reduction in per cent: <c>74 % [65, 81]</c>; <c>-</c> if there is none.</summary>
    public static string Percent(ReductionEstimate? reduction)
    {
        if (reduction is null)
            return "-";
        (string mean, string interval) = EstimateText.Parts(reduction, PerCent, 0);
        return $"{Bound(reduction)}{mean} %{interval}";
    }

    private static ComparisonTable OfQuality(ComparisonResult result)
    {
        QualityText quality = QualityText.For(result);
        double sign = quality.IsLoss ? -1 : 1; // Dev is a quality, greater is better; test is the metric itself.
        IEnumerable<string> details = result.Strategies.SelectMany(row => row.Runs).SelectMany(run => run.TestDetails.Keys).Distinct();
        return WithoutEmptyColumns(Of(result, $"Quality: {quality.Metric}",
        [
            new($"dev {quality.Metric}", row => MeanAndSpread(row.Runs.Select(run => (double?)(sign * run.DevBest)))),
            new($"test {quality.Metric}", row => MeanAndSpread(row.Runs.Select(run => run.Test))),
            new($"better than stl on test, {quality.ShortUnit}", row => row.TestDifferenceVsStl is { } difference ? quality.Cell(difference) : "-"),
            .. details.Select(Detail),
        ]));
    }

    private static ComparisonTable OfCpuTime(ComparisonResult result)
    {
        bool isReadable = CostMeasure.For(result) == CostMeasure.Cpu;
        Column[] reductions =
        [
            new("less than stl, %", row => Cell(row.ReductionVsStl?.Cpu)),
            new("with preparation, %", row => Cell(row.ReductionVsStl?.CpuWithPreparation)),
        ];
        return WithoutEmptyColumns(Of(result, "Cost in CPU seconds, to the target and of whole runs",
        [
            new("to target", row => ToTarget(row, CostMeasure.Cpu)),
            .. isReadable ? reductions : [],
            new("whole run", row => CostMeasure.Number(CostMeasure.Cpu.MeanInAll(row))),
            .. isReadable ? [new Column("less than stl, %", row => Cell(row.TotalReductionVsStl?.Cpu))] : Array.Empty<Column>(),
            new("teacher, once", row => row.Runs[0].TeacherSeconds is { } teacher ? Number(teacher, "0") : "-"),
            new("preparation", row => Number(row.Runs.Average(run => run.PreparationSeconds), "0.00")),
        ]));
    }

    private static ComparisonTable OfMultiplyAdds(ComparisonResult result) => WithoutEmptyColumns(Of(result, "Cost in millions of multiply-adds, to the target and of whole runs",
    [
        new("to target", row => ToTarget(row, CostMeasure.MultiplyAdds)),
        new("fewer than stl, %", row => Cell(row.ReductionVsStl?.MultiplyAdds)),
        new("whole run", row => CostMeasure.Number(CostMeasure.MultiplyAdds.MeanInAll(row))),
        new("fewer than stl, %", row => Cell(row.TotalReductionVsStl?.MultiplyAdds)),
    ]));

    // In CPU time, or in multiply-adds if times are not reliable.
    private static ComparisonTable? OfBaselines(ComparisonResult result)
    {
        CostMeasure cost = CostMeasure.For(result);
        QualityText quality = QualityText.For(result);
        IReadOnlyList<StrategyAtTarget> atMtl = result.OtherTargets.FirstOrDefault(target => target.Target == ComparisonSummary.NearMtl)?.Strategies ?? [];
        StrategyAtTarget? AtMtl(StrategyResult row) => atMtl.FirstOrDefault(other => other.Name == row.Name);
        ComparisonTable table = WithoutEmptyColumns(Of(result, $"Against other baselines: {cost.Less} {cost.Name}, %",
        [
            new($"than {ComparisonRow.StlCheapest}", row => Cell(cost.Of(row.ReductionVsStlCheapest))),
            new($"than {ComparisonRow.Pretrain}", row => Cell(cost.Of(row.ReductionVsPretrain))),
            new("whole run, than mtl's", row => Cell(cost.Of(row.TotalReductionVsMtl))),
            new("to MTL's best - 0.3, than mtl", row => Cell(cost.Of(AtMtl(row)?.ReductionVsMtl))),
            new("reached", row => row.Name == ComparisonRow.Mtl || AtMtl(row)?.ReductionVsMtl is not null ? "-" : AtMtl(row)?.Reached ?? "-"),
            new($"better than mtl on test, {quality.ShortUnit}", row => row.TestDifferenceVsMtl is { } difference ? quality.Cell(difference) : "-"),
        ]));
        return table.Headers.Count == 1 ? null : table;
    }

    private static ComparisonTable? OfTestSets(ComparisonResult result)
    {
        IReadOnlyList<SimilarityResult> sets = result.Strategies[0].Runs[0].TestSets;
        return sets.Count == 0 ? null : Of(result, "Test half of each set, Spearman correlation", [.. sets.Select(TestSet)]);
    }

    private static ComparisonTable Of(ComparisonResult result, string title, IReadOnlyList<Column> columns) => new()
    {
        Title = title,
        Headers = ["row", .. columns.Select(column => column.Header)],
        Rows = [.. result.Strategies.Select(row => (IReadOnlyList<string>)[row.Name, .. columns.Select(column => column.Cell(row))])],
    };

    private static ComparisonTable WithoutEmptyColumns(ComparisonTable table)
    {
        int[] shown = [.. Enumerable.Range(0, table.Headers.Count).Where(column => column == 0 || table.Rows.Any(row => row[column] != "-"))];
        return table with
        {
            Headers = [.. shown.Select(column => table.Headers[column])],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(column => row[column])])],
        };
    }

    private static Column TestSet(SimilarityResult set) => new(
        $"{set.Name} ({set.FoundCount} of {set.PairCount})",
        row => MeanAndSpread(row.Runs.Select(run => run.TestSets.FirstOrDefault(other => other.Name == set.Name)?.Spearman)));

    private static Column Detail(string metric) => new(
        $"test {QualityText.Words(metric)}",
        row => Number(row.Runs.Average(run => run.TestDetails.TryGetValue(metric, out double value) ? value : (double?)null), "0.0000"));

    private static string ToTarget(StrategyResult row, CostMeasure measure) =>
        measure.MeanToTarget(row) is { } cost ? CostMeasure.Number(cost) : $"missed {row.Runs.Count(run => measure.ToTarget(run) is null)}/{row.Runs.Count}";

    // A reduction in a column of per cent: the same figures as in sentences, without the unit.
    private static string Cell(ReductionEstimate? reduction) => reduction is null ? "-" : Bound(reduction) + EstimateText.Of(reduction, PerCent, 0);

    private static string Bound(ReductionEstimate reduction) => reduction.IsLowerBound ? ">= " : "";

    private static string MeanAndSpread(IEnumerable<double?> values)
    {
        double[] numbers = [.. values.OfType<double>()];
        if (numbers.Length == 0)
            return "-";
        double mean = numbers.Average();
        if (numbers.Length == 1)
            return mean.ToString("0.0000", CultureInfo.InvariantCulture);
        double deviation = Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:0.0000} ± {deviation:0.0000}");
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private sealed record Column(string Header, Func<StrategyResult, string> Cell);
}
