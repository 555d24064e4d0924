using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Evaluation;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>Quality on test by row, with the intervals by which the verdict decides.</summary>
internal static class TestPlots
{
    /// <summary>The plot; none without test data.</summary>
    public static IEnumerable<ReportPlot> Of(ComparisonResult result)
    {
        if (!result.Strategies.Any(IsMeasured))
            yield break;
        StrategyResult? stl = result.Strategies.FirstOrDefault(row => row.Name == ComparisonRow.Stl && IsMeasured(row));
        double? line = stl is null ? null : Mean(stl);
        bool hasIntervals = result.Strategies.Any(row => row.TestDifferenceVsStl?.Low is not null);
        DotPlot plot = new()
        {
            Id = "test-quality",
            Title = $"Quality on test: {result.Metric}",
            XLabel = $"{result.Metric} on test, mean over seeds",
            Line = line,
            Dots = [.. result.Strategies.Zip(ReportRows.Of(result), (row, drawn) => Dot(row, drawn, line, result.Metric == "loss" ? -1 : 1))],
        };
        yield return new ReportPlot(plot, "Small dots are single seeds" + (line is null ? "." : ", the dashed line is stl. "
            + (hasIntervals ? "A bar is the interval of the row's difference to stl, paired by seed and drawn from stl's mean: a bar that crosses the line shows no difference." : $"Intervals need {PairedEstimate.MinimumSeedCount} seeds.")));
    }

    private static PlotDot Dot(StrategyResult row, PlotRow drawn, double? line, int sign)
    {
        PairedEstimate? difference = row.TestDifferenceVsStl;
        double? mean = IsMeasured(row) ? Mean(row) : null;
        double? first = line + (sign * difference?.Low), second = line + (sign * difference?.High);
        return new PlotDot
        {
            Row = drawn,
            Mean = mean,
            Low = sign > 0 ? first : second,
            High = sign > 0 ? second : first,
            Seeds = [.. row.Runs.Where(HasTest).Select(run => Seed(row, run))],
            Note = mean is { } value ? FormattableString.Invariant($"{row.Name}\n{value:0.0000}{(first is null ? "" : FormattableString.Invariant($" [{(sign > 0 ? first : second):0.0000}, {(sign > 0 ? second : first):0.0000}]"))}") : "no figure with every seed",
        };
    }

    private static BarSegment Seed(StrategyResult row, RunResult run)
    {
        string seed = run.Seed.ToString(CultureInfo.InvariantCulture);
        return new BarSegment(PlotColor.Muted, run.Test!.Value, FormattableString.Invariant($"{row.Name}, seed {seed}\n{run.Test:0.0000}")) { Category = $"{row.Name} seed {seed}" };
    }

    private static double Mean(StrategyResult row) => row.Runs.Average(run => run.Test!.Value);

    private static bool IsMeasured(StrategyResult row) => row.Runs.All(HasTest);

    private static bool HasTest(RunResult run) => run.Test is { } value && double.IsFinite(value);
}
