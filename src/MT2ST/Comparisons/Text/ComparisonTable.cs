using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>A comparison's summary as texts, ready to print in any form.</summary>
public sealed record ComparisonTable
{
    private static readonly Column[] Quality =
    [
        new("strategy", row => row.Name),
        new("dev", row => MeanAndSpread(row.Runs.Select(run => (double?)run.DevBest))),
        new("test", row => MeanAndSpread(row.Runs.Select(run => run.Test))),
    ];

    private static readonly Column[] Cost =
    [
        new("CPU s to target", row => Number(row.MedianSecondsToTarget, "0.00", "missed")) { IsClock = true },
        new("multiply-adds to target (M)", row => Number(row.MedianMultiplyAddsToTarget / 1e6, "#,0.0", "missed")),
        new("CPU less than STL", row => Percent(row.ReductionVsStl?.Cpu)) { IsClock = true },
        new("same with preparation", row => Percent(row.ReductionVsStl?.CpuWithPreparation)) { IsClock = true },
        new("multiply-adds less than STL", row => Percent(row.ReductionVsStl?.MultiplyAdds)),
        new("CPU s in all", row => Number(row.Runs.Average(run => run.CpuSeconds), "0.00", "")) { IsClock = true },
        new("prep. CPU s", row => Number(row.Runs.Average(run => run.PreparationSeconds), "0.00", "")) { IsClock = true },
        new("reached", row => row.Reached),
    ];

    /// <summary>The columns' headers.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The cells, <c>[rows, columns]</c>, in invariant culture; <c>-</c> for a missing figure.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>
    /// Lays out a result: dev and test as mean and standard deviation over seeds, further metrics on test as means, costs to the target as medians,
    /// reductions in per cent with their interval, below 0 if the cost is greater, <c>>=</c> before a lower bound. If several runs went at once, columns of times are left out.
    /// </summary>
    public static ComparisonTable FromResult(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<string> details = result.Strategies.SelectMany(row => row.Runs).SelectMany(run => run.TestDetails.Keys).Distinct();
        Column[] columns = [.. Quality, .. details.Select(Detail), .. Cost.Where(column => !column.IsClock || result.Jobs == 1)];
        return Of(result, columns);
    }

    /// <summary>
    /// Lays out how the rows compare with baselines other than STL's time: the paired difference on test to STL and MTL, and the
    /// reductions against cheapest STL, pretraining and MTL, MTL's whole run and its best on dev minus 0.3 points; in CPU time,
    /// or in multiply-adds if times are not reliable. Null if there is nothing to show.
    /// </summary>
    public static ComparisonTable? OfBaselines(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        CostMeasure cost = CostMeasure.For(result);
        IReadOnlyList<StrategyAtTarget> atMtl = result.OtherTargets.FirstOrDefault(target => target.Target == ComparisonSummary.NearMtl)?.Strategies ?? [];
        Column[] columns =
        [
            new("test against STL", row => ComparisonSentence.Points(result, row.TestDifferenceVsStl)),
            new($"{cost.Name} {cost.Less} than cheapest STL", row => Percent(cost.Of(row.ReductionVsStlCheapest))),
            new("than pretrain", row => Percent(cost.Of(row.ReductionVsPretrain))),
            new("than MTL, whole run", row => Percent(cost.Of(row.TotalReductionVsMtl))),
            new("test against MTL", row => ComparisonSentence.Points(result, row.TestDifferenceVsMtl)),
            new("to MTL's best - 0.3", row => Percent(cost.Of(atMtl.FirstOrDefault(other => other.Name == row.Name)?.ReductionVsMtl))),
            new("reached", row => atMtl.FirstOrDefault(other => other.Name == row.Name)?.Reached ?? "-"),
        ];
        Column[] shown = [.. columns.Where(column => result.Strategies.Any(row => column.Cell(row) != "-"))];
        return shown.Length == 0 ? null : Of(result, [new("against baselines", row => row.Name), .. shown]);
    }

    /// <summary>Lays out the test quality on each similarity set, mean and standard deviation over seeds; null if test is no mean over sets.</summary>
    public static ComparisonTable? OfTestSets(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IReadOnlyList<SimilarityResult> sets = result.Strategies[0].Runs[0].TestSets;
        return sets.Count == 0 ? null : Of(result, [new("test half, Spearman", row => row.Name), .. sets.Select(TestSet)]);
    }

    /// <summary>A reduction in per cent: <c>74 % [65, 81]</c>; <c>-</c> if there is none.</summary>
    public static string Percent(ReductionEstimate? reduction)
    {
        if (reduction is null)
            return "-";
        string bound = reduction.IsLowerBound ? ">= " : "";
        string interval = reduction is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $" [{Whole(low)}, {Whole(high)}]")
            : "";
        return bound + string.Create(CultureInfo.InvariantCulture, $"{Whole(reduction.Mean)} %") + interval;
    }

    private static double Whole(double share) => Math.Round(100 * share) + 0.0; // Adding 0 makes 0 of -0, which would be printed with its sign.

    private static ComparisonTable Of(ComparisonResult result, IReadOnlyList<Column> columns) => new()
    {
        Headers = [.. columns.Select(column => column.Header)],
        Rows = [.. result.Strategies.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => column.Cell(row))])],
    };

    private static Column TestSet(SimilarityResult set) => new(
        $"{set.Name} ({set.FoundCount} of {set.PairCount})",
        row => MeanAndSpread(row.Runs.Select(run => run.TestSets.FirstOrDefault(other => other.Name == set.Name)?.Spearman)));

    private static Column Detail(string metric) => new(
        $"test {metric}",
        row => Number(row.Runs.Average(run => run.TestDetails.TryGetValue(metric, out double value) ? value : (double?)null), "0.0000", "-"));

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

    private static string Number(double? value, string format, string missing) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? missing;

    private sealed record Column(string Header, Func<StrategyResult, string> Cell)
    {
        public bool IsClock { get; init; }
    }
}
