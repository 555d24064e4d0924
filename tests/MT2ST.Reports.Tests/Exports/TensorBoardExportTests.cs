using MT2ST.Comparisons;
using MT2ST.Reports.Exports;

namespace MT2ST.Reports.Tests.Exports;

public sealed class TensorBoardExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MaskedCrc_CheckValueOfCrc32C_IsRotatedAndShifted() // 0xE3069283 is the checksum's published check value of these digits.
        => Assert.Equal(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xa282ead8u), EventWriter.MaskedCrc("123456789"u8));

    [Fact]
    public void WriteEvents_EveryPointOfEveryRun_IsReadBack()
    {
        ComparisonResult result = Results.Usual(seedCount: 2);
        ReportWriter.WriteEvents(result, _folder.Path("events"), TestContext.Current.CancellationToken);
        foreach (StrategyResult row in result.Strategies)
        {
            foreach (RunResult run in row.Runs)
            {
                EventFile file = new(_folder.Path($"events/{row.Name}-seed{run.Seed}/{TensorBoardExport.EventFile}"));
                Assert.Equal("brain.Event:2", file.Version);
                AssertSeries(file, run, "dev/half A", point => (float)point.Dev);
                AssertSeries(file, run, "cost/CPU seconds", point => (float)point.CpuSeconds);
                AssertSeries(file, run, "weight/brown", point => (float)point.Weights[1]);
                AssertSeries(file, run, "multiply-adds/tagging", point => point.MultiplyAdds[0]);
                Assert.DoesNotContain(file.Scalars, scalar => scalar.Tag == "loss/brown"); // The task did not run.
                Assert.Equal(run.Curve.Count - 1, file.Scalars.Count(scalar => scalar.Tag == "dev/half B smoothed"));
            }
        }
    }

    [Fact]
    public void WriteEvents_Repeated_GivesTheSameFiles()
    {
        ReportWriter.WriteEvents(Results.Usual(seedCount: 1), _folder.Path("events"), TestContext.Current.CancellationToken);
        string[] files = [.. Directory.GetFiles(_folder.Path("events"), "*", SearchOption.AllDirectories)];
        byte[][] contents = [.. files.Select(File.ReadAllBytes)];
        ReportWriter.WriteEvents(Results.Usual(seedCount: 1), _folder.Path("events"), TestContext.Current.CancellationToken);
        Assert.Equal(files, Directory.GetFiles(_folder.Path("events"), "*", SearchOption.AllDirectories));
        Assert.Equal(contents, files.Select(File.ReadAllBytes));
    }

    [Fact]
    public void WriteEvents_StrangeNames_GetFoldersOfTheirOwnWithinTheFolder()
    {
        ReportWriter.WriteEvents(Results.Usual(seedCount: 1, fast: "a/b", poor: "a?b"), _folder.Path("events"), TestContext.Current.CancellationToken);
        Assert.Equal(["a_b-seed1", "a_b-seed1-2", "stl-seed1"], Directory.GetDirectories(_folder.Path("events")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WriteEvents_ResultWithoutCurves_IsRefused()
    {
        ComparisonResult result = Results.Usual(seedCount: 1);
        StrategyResult[] rows = [.. result.Strategies.Select(row => row with { Runs = [.. row.Runs.Select(run => run with { Curve = [] })] })];
        Assert.Throws<InvalidDataException>(() => ReportWriter.WriteEvents(result with { Strategies = rows }, _folder.Path("events"), TestContext.Current.CancellationToken));
    }

    private static void AssertSeries(EventFile file, RunResult run, string tag, Func<CurvePoint, float> value)
    {
        IEnumerable<ReadScalar> expected = run.Curve.Select(point => new ReadScalar(point.WallSeconds, point.Step, tag, value(point)));
        Assert.Equal(expected, file.Scalars.Where(scalar => scalar.Tag == tag));
    }
}
