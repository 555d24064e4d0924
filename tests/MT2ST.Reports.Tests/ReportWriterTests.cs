namespace MT2ST.Reports.Tests;

public sealed class ReportWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WritePlots_EveryPlot_IsAnSvg()
    {
        ReportWriter.WritePlots(Results.Usual(), _folder.Path("plots"), TestContext.Current.CancellationToken);
        string[] names = ["loss-0", "quality-by-cpu", "quality-by-multiply-adds", "reduction-by-cpu", "reduction-by-multiply-adds", "split-by-cpu", "split-by-multiply-adds", "target-by-cpu", "target-by-multiply-adds", "test-quality", "weight-1"];
        Assert.Equal(
            names.Select(name => $"{name}.svg"),
            Directory.GetFiles(_folder.Path("plots")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
