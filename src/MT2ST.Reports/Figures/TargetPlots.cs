using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>The cost to reach the target, and the reductions at easier ones.</summary>
internal static class TargetPlots
{
    private static readonly string[] Order = ["stl", "stl-0.1", "stl-0.3", "0.99xSTL"]; // From the hardest on.

    /// <summary>Reduction against STL by target.</summary>
    public static IEnumerable<ReportPlot> Reductions(ComparisonResult result)
    {
        TargetResult[] targets =
        [
            .. result.OtherTargets.Append(new TargetResult { Target = result.Target, Strategies = [.. result.Strategies.Select(StrategyAtTarget.From)] })
                .OrderBy(target => Array.IndexOf(Order, target.Target) is >= 0 and int place ? place : Order.Length),
        ];
        PlotRow[] rows = [.. ReportRows.Of(result).Where(row => row.Name != ComparisonRow.Stl)];
        if (rows.Length == 0 || result.Strategies.All(row => row.Name != ComparisonRow.Stl))
            yield break;
        foreach (CostMeasure measure in CostMeasure.All)
        {
            EstimatePlot plot = new()
            {
                Id = $"reduction-by-{measure.Id}",
                Title = $"Reduction of {measure.Label} to the target against STL",
                XLabel = "target",
                YLabel = "reduction in %",
                Categories = [.. targets.Select(target => target.Target)],
                Lines = [.. rows.Select(row => new EstimateLine(row, [.. targets.Select(target => Estimate(target, target.Strategies[row.Index], measure))]))],
            };
            yield return new ReportPlot(plot, $"1 - cost / STL's cost, in %, from the mean log ratio over paired seeds{Intervals(result)}; below 0 the cost is greater. Targets: STL's best with the same seed, points below it, or a share of it. A row that misses a target in any seed has no figure there.") { Measure = measure };
        }
    }

    /// <summary>Cost to the target by row.</summary>
    public static IEnumerable<ReportPlot> Costs(ComparisonResult result)
    {
        foreach (CostMeasure measure in CostMeasure.All)
        {
            BarPlot plot = new()
            {
                Id = $"target-by-{measure.Id}",
                Title = $"Cost to the target ({result.Target})",
                XLabel = $"{measure.Label} of training to the target",
                Bars = [.. result.Strategies.Zip(ReportRows.Of(result), (row, drawn) => Bar(row, drawn, measure))],
            };
            yield return new ReportPlot(plot, $"Geometric mean over seeds{Intervals(result)}; dots are single seeds. A row that misses the target in any seed has no bar.") { Measure = measure };
        }
    }

    private static string Intervals(ComparisonResult result) => result.Seeds.Count >= PairedEstimate.MinimumSeedCount
        ? ", with its 95 % interval"
        : $" (intervals need {PairedEstimate.MinimumSeedCount} seeds)";

    private static PlotEstimate Estimate(TargetResult target, StrategyAtTarget row, CostMeasure measure)
    {
        ReductionEstimate? reduction = measure.Of(row.ReductionVsStl);
        string figure = reduction is null ? $"no figure, reached {row.Reached}" : ComparisonTable.Percent(reduction);
        return new PlotEstimate
        {
            Category = $"{row.Name} at {target.Target}",
            Mean = 100 * reduction?.Mean,
            Low = 100 * reduction?.Low,
            High = 100 * reduction?.High,
            Missing = $"reached {row.Reached}",
            Text = $"{row.Name}\ntarget {target.Target}\n{figure} less {measure.Label}",
        };
    }

    private static PlotBar Bar(StrategyResult row, PlotRow drawn, CostMeasure measure)
    {
        double[] costs = [.. row.Runs.Select(run => measure.ToTarget(run)).OfType<double>()];
        bool isComplete = costs.Length == row.Runs.Count && costs.All(cost => cost > 0);
        double[] logs = [.. costs.Select(cost => Math.Log(cost))];
        PairedEstimate? log = isComplete ? PairedEstimate.OfDifferences(logs) : null;
        double? low = log?.Low is { } lowLog ? Math.Exp(lowLog) : null, high = log?.High is { } highLog ? Math.Exp(highLog) : null;
        string note = isComplete ? measure.Text(Math.Exp(logs.Average())) : $"missed in {row.Runs.Count - costs.Length} of {row.Runs.Count}";
        return new PlotBar
        {
            Row = drawn,
            Segments = isComplete ? [new BarSegment(drawn.Color, Math.Exp(logs.Average()), $"{row.Name}\n{note}{Range(low, high)}\nreached {row.Reached}") { Category = row.Name }] : [],
            Low = low,
            High = high,
            Seeds = [.. row.Runs.Where(run => measure.ToTarget(run) is not null).Select(run => Seed(row, run, measure))],
            Note = note,
        };
    }

    private static BarSegment Seed(StrategyResult row, RunResult run, CostMeasure measure)
    {
        double cost = measure.ToTarget(run)!.Value;
        string seed = run.Seed.ToString(CultureInfo.InvariantCulture);
        return new BarSegment(PlotColor.Muted, cost, $"{row.Name}, seed {seed}\n{measure.Text(cost)}") { Category = $"{row.Name} seed {seed}" };
    }

    private static string Range(double? low, double? high) => low is null || high is null ? "" : $" [{CostMeasure.Number(low.Value)}, {CostMeasure.Number(high.Value)}]";
}
