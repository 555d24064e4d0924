using System.Globalization;
using MT2ST.Comparisons.Rows;

namespace MT2ST.Cli.Demo;

/// <summary>What the demo's table shows and what it does not, in two sentences with the numbers of the present result.</summary>
internal static class DemoSentences
{
    private const string MeanRow = "stl-mean";

    /// <summary>The two sentences; rows that were left out are not mentioned.</summary>
    public static string About(ComparisonResult result)
    {
        StrategyResult? stl = Find(result, ComparisonRow.Stl);
        return stl is null ? "" : $"{Shown(result, stl)}{Environment.NewLine}{NotShown(result, stl)}";
    }

    private static string Shown(ComparisonResult result, StrategyResult stl)
    {
        string[] gains = [.. new[] { "switch", "diminish", ComparisonRow.Mtl }.Select(name => Gain(result, stl, name)).OfType<string>()];
        string saved = Find(result, "switch")?.TotalReductionVsMtl?.Cpu is { } less
            ? $", and switch took {Share(less.Mean)} less CPU in all than mtl"
            : "";
        return $"What it shows: on test, {string.Join(", ", gains)} above the same classifier trained alone{saved}.";
    }

    private static string NotShown(ComparisonResult result, StrategyResult stl)
    {
        string pretrain = Gain(result, stl, ComparisonRow.Pretrain) is { } gain
            ? $", and running the same auxiliaries before the primary task comes close ({gain})"
            : "";
        string mean = Find(result, MeanRow) is { } row && row.Runs.Count > 0
            ? FormattableString.Invariant($"; a mean of word vectors ({MeanRow}) reaches {100 * Test(row):0.0} % on test in {row.Runs.Average(run => run.CpuSeconds):0.00} s")
            : "";
        return "What it does not show: that a schedule alone makes a classifier better - the lexicon carries the same 45 labels for words of "
            + $"definitions beyond the 5,000, which is extra supervision{pretrain}{mean}.";
    }

    private static string? Gain(ComparisonResult result, StrategyResult stl, string name) => Find(result, name) is { } row
        ? string.Create(CultureInfo.InvariantCulture, $"{name} ended {100 * (Test(row) - Test(stl)):+0.0;-0.0} points")
        : null;

    private static double Test(StrategyResult row) => row.Runs.Average(run => run.Test ?? double.NaN);

    private static StrategyResult? Find(ComparisonResult result, string name) => result.Strategies.FirstOrDefault(row => row.Name == name);

    private static string Share(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
