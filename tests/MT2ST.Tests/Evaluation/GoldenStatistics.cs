using System.Globalization;

namespace MT2ST.Tests.Evaluation;

/// <summary>The values that Golden/make_statistics.py took from SciPy.</summary>
internal static class GoldenStatistics
{
    /// <summary>The columns of every line of one kind, without the kind.</summary>
    public static IEnumerable<string[]> Lines(string kind) =>
        File.ReadLines(RepositoryFiles.Path("tests", "MT2ST.Tests", "Evaluation", "Golden", "statistics.txt"))
            .Select(line => line.Split(' '))
            .Where(columns => columns[0] == kind)
            .Select(columns => columns[1..]);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static double[] Numbers(string text) => [.. text.Split(',').Select(Number)];
}
