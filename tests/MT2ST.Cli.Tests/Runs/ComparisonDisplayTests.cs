using MT2ST.Cli.Runs;

namespace MT2ST.Cli.Tests.Runs;

public sealed class ComparisonDisplayTests
{
    // Two rows and two seeds: a run of stl takes 10 s, one of mtl 50 s.
    [Fact]
    public void Report_TimeLeft_IsShownWhenEveryRowHasRunOnce()
    {
        using StringWriter error = new();
        ManualClock clock = new();
        using StatusLine status = new(new Terminal(TextWriter.Null, error), clock);
        ComparisonDisplay display = new(status, time: clock);
        (string Row, ulong Seed, int Seconds)[] runs = [("stl", 1, 10), ("mtl", 1, 50), ("mtl", 2, 50), ("stl", 2, 10)];
        for (int i = 0; i < runs.Length; i++)
        {
            ComparisonProgress run = new() { Row = runs[i].Row, Seed = runs[i].Seed, EndedCount = i, RunCount = runs.Length };
            display.Report(run);
            clock.Advance(TimeSpan.FromSeconds(runs[i].Seconds));
            display.Report(run with { Run = new RunProgress { Epoch = 1, PlannedEpochs = 1 } });
        }
        string[] lines = error.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[..2], line => Assert.DoesNotContain("left", line, StringComparison.Ordinal));
        Assert.EndsWith("37 s left for all", lines[2], StringComparison.Ordinal); // 110 s for three of four runs.
        Assert.EndsWith("0 s left for all", lines[3], StringComparison.Ordinal);
    }
}
