using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Tests.Comparisons;

namespace MT2ST.Reports.Tests;

/// <summary>Results of comparisons over records made by hand; what they hold is known without running anything.</summary>
internal static class Results
{
    /// <summary>A name with all that HTML, XML, JSON, CSV and file names treat apart.</summary>
    public const string StrangeName = "<b>&\"',/..\\ </script>";

    private static readonly double[] StlDev = [0.1, 0.4, 0.6, 0.8, 0.8];
    private static readonly double[] FastDev = [0.2, 0.8, 0.82, 0.81, 0.8];
    private static readonly double[] PoorDev = [0.1, 0.2, 0.3];

    /// <summary>STL, a row that is faster and one that misses the target with every other seed.</summary>
    public static ComparisonResult Usual(int seedCount = 5, string fast = "switch", string poor = "late") =>
        Of([.. Seeds(seedCount).SelectMany(seed => new[]
        {
            Measured(Records.Make("stl", seed, 1 + (0.01 * seed), StlDev), 0.7),
            Measured(Records.Make(fast, seed, 1 + (0.02 * (seed % 3)), FastDev), 0.73 + (0.001 * seed)),
            Measured(Records.Make(poor, seed, 1.1, seed % 2 == 0 ? PoorDev : FastDev), 0.6),
        })]);

    /// <summary>STL and a row that takes as long or longer.</summary>
    public static ComparisonResult Useless() => Of([.. Seeds(5).SelectMany(seed => new[] { Records.Make("stl", seed, 1, StlDev), Records.Make("mtl", seed, 1.5, StlDev) })]);

    public static ComparisonResult Of(IReadOnlyList<RunRecord> records) => ComparisonSummary.Summarize(records, QualityTarget.Stl);

    private static IEnumerable<ulong> Seeds(int count) => Enumerable.Range(1, count).Select(seed => (ulong)seed);

    private static RunRecord Measured(RunRecord record, double test) =>
        record with { Test = new Measurement("accuracy", test, HigherIsBetter: true, Loss: 1, ExampleCount: 100) };
}
