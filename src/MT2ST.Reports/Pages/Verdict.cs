using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Evaluation;

namespace MT2ST.Reports.Pages;

/// <summary>What a comparison found, in sentences: the row with the greatest saving first.</summary>
internal static class Verdict
{
    private const double Point = 0.01;

    /// <summary>Whether some row other than STL itself is shown to reach the target sooner; null where there is nothing to tell it from.</summary>
    public static string? Summary(ComparisonResult result)
    {
        StrategyResult[] rows = [.. result.Strategies.Where(row => Saving(result, row) is not null)];
        if (rows.Length == 0)
            return result.Strategies.Count > 1 && result.Strategies.Any(row => row.Name == BaselineNames.Stl) ? "No row reached the target with every seed: train the primary task alone." : null;
        if (rows.All(row => Saving(result, row)!.Mean <= 0))
            return "No row reached the target sooner than STL: train the primary task alone.";
        if (rows.All(row => Saving(result, row)!.Low is not null) && rows.All(row => Saving(result, row)!.Low <= 0))
            return "No row's saving against STL can be told from 0 by its interval.";
        return null;
    }

    /// <summary>A sentence for each row against STL, the greatest saving first, with the difference on test.</summary>
    public static IReadOnlyList<string> Sentences(ComparisonResult result) =>
    [
        .. result.Strategies.Where(row => row.Name != BaselineNames.Stl)
            .OrderByDescending(row => Saving(result, row)?.Mean ?? double.NegativeInfinity)
            .Select(row => ComparisonSentence.About(result, row.Name) + OnTest(result, row)),
    ];

    private static ReductionEstimate? Saving(ComparisonResult result, StrategyResult row) =>
        result.Note is null ? row.ReductionVsStl?.Cpu : row.ReductionVsStl?.MultiplyAdds;

    private static string OnTest(ComparisonResult result, StrategyResult row)
    {
        StrategyResult? stl = result.Strategies.FirstOrDefault(other => other.Name == BaselineNames.Stl);
        double[] differences = stl is null ? [] : [.. row.Runs.Zip(stl.Runs, (run, other) => run.Test - other.Test).OfType<double>().Where(double.IsFinite)];
        if (differences.Length < row.Runs.Count || differences.Length == 0)
            return "";
        // Shares are said in points; a loss or another measure in its own unit.
        bool isShare = row.Runs.Concat(stl!.Runs).All(run => run.Test is >= 0 and <= 1 && run.TestMetric != "loss");
        double unit = isShare ? Point : 1;
        double mean = differences.Average();
        string digits = isShare ? "0.0" : "0.0000";
        string amount = (Math.Abs(mean) / unit).ToString(digits, CultureInfo.InvariantCulture);
        string measure = isShare ? "points" : $"of {row.Runs[0].TestMetric}";
        return $" On test it ended {amount} {measure} {(mean < 0 ? "below" : "above")} STL{Interval(PairedInterval.OfDifferences(differences), unit, $"+{digits};-{digits}")}.";
    }

    private static string Interval(PairedInterval? interval, double unit, string format) => interval is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" (95 % interval {(interval.Low / unit).ToString(format, CultureInfo.InvariantCulture)} to {(interval.High / unit).ToString(format, CultureInfo.InvariantCulture)})");
}
