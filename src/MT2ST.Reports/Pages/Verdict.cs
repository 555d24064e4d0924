using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Evaluation;

namespace MT2ST.Reports.Pages;

/// <summary>What a comparison found, in sentences: the row with the greatest saving first.</summary>
internal static class Verdict
{
    private const double Point = 0.01;

    /// <summary>What is to be said before all else where no row with auxiliaries is shown to reach the target sooner than STL; null where one is.</summary>
    public static string? Summary(ComparisonResult result)
    {
        StrategyResult[] rows = [.. result.Strategies.Where(HasAuxiliaries)];
        ReductionEstimate[] savings = [.. rows.Select(row => Saving(result, row)).OfType<ReductionEstimate>()];
        if (rows.Length == 0 || result.Strategies.All(row => row.Name != BaselineNames.Stl))
            return null;
        if (savings.Length == 0)
            return "No row with auxiliaries reached the target with every seed: train the primary task alone.";
        if (savings.All(saving => saving.Mean <= 0))
            return "No row with auxiliaries reached the target sooner than STL: train the primary task alone.";
        return savings.All(saving => saving.Low <= 0) ? "No saving against STL by auxiliaries can be told from 0 by its interval." : null;
    }

    /// <summary>
    /// A sentence for each row against STL with the difference on test: those with auxiliaries, the greatest saving first, then
    /// those of the primary alone, of which the first is the cheapest STL.
    /// </summary>
    public static IReadOnlyList<string> Sentences(ComparisonResult result)
    {
        ILookup<bool, string> sentences = result.Strategies.Where(row => row.Name != BaselineNames.Stl)
            .OrderByDescending(row => Saving(result, row)?.Mean ?? double.NegativeInfinity)
            .ToLookup(HasAuxiliaries, row => ComparisonSentence.About(result, row.Name) + OnTest(result, row));
        return [.. sentences[true], .. sentences[false].Select((sentence, place) => place == 0 ? $"Cheapest STL besides: {sentence}" : sentence)];
    }

    private static bool HasAuxiliaries(StrategyResult row) => row.Name != BaselineNames.Stl && row.Runs.Any(run => run.MultiplyAdds.Count > 1);

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
