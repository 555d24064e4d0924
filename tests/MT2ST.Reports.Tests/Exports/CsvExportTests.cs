using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Reports.Exports;

namespace MT2ST.Reports.Tests.Exports;

public sealed class CsvExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteTables_Runs_HaveTheJsonsFiguresInFullAndEmptyCellsForMisses()
    {
        ComparisonResult result = Results.Usual(seedCount: 2);
        string[][] table = Read(result, CsvExport.RunsFile);
        int column = Array.IndexOf(table[0], "secondsToTarget"), brown = Array.IndexOf(table[0], "multiplyAdds.brown");
        RunResult[] runs = [.. result.Strategies.SelectMany(row => row.Runs)];
        Assert.Equal(runs.Select(run => run.SecondsToTarget?.ToString("R", CultureInfo.InvariantCulture) ?? ""), table.Skip(1).Select(row => row[column]));
        Assert.Contains("", table.Skip(1).Select(row => row[column]));
        Assert.Equal(runs.Select(run => run.MultiplyAdds["brown"].ToString(CultureInfo.InvariantCulture)), table.Skip(1).Select(row => row[brown]));
    }

    [Fact]
    public void WriteTables_Curves_HaveALineForEachPoint()
    {
        ComparisonResult result = Results.Usual(seedCount: 2);
        string[][] table = Read(result, CsvExport.CurvesFile);
        RunResult[] runs = [.. result.Strategies.SelectMany(row => row.Runs)];
        Assert.Equal(1 + runs.Sum(run => run.Curve.Count), table.Length);
        Assert.Equal(["", "0.25"], table.Skip(1).Take(2).Select(row => row[Array.IndexOf(table[0], "smoothedDevTarget")]));
        Assert.All(table, row => Assert.Equal(table[0].Length, row.Length));
    }

    [Fact]
    public void WriteTables_StrangeName_IsQuoted()
    {
        ReportWriter.WriteTables(Results.Usual(seedCount: 1, fast: "a,\"b\""), _folder.Path("tables"), TestContext.Current.CancellationToken);
        Assert.Contains(File.ReadLines(_folder.Path("tables/runs.csv")), line => line.StartsWith("\"a,\"\"b\"\"\",1,", StringComparison.Ordinal));
    }

    private string[][] Read(ComparisonResult result, string file)
    {
        ReportWriter.WriteTables(result, _folder.Path("tables"));
        return [.. File.ReadLines(_folder.Path($"tables/{file}")).Select(line => line.Split(','))];
    }
}
