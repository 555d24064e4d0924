using MT2ST.Comparisons;
using MT2ST.Evaluation;
using MT2ST.Training;

namespace MT2ST.Tests.Comparisons;

public sealed class ComparisonTableTests
{
    private static readonly Measurement Accuracy = new("accuracy", 0.75, HigherIsBetter: true, 0.5, 100);

    private static readonly ComparisonResult Result = ComparisonSummary.Summarize(
        [
            Records.Make("stl", 1, 1, 0, 0.4, 0.6, 0.8, 0.8) with { Test = Accuracy },
            Records.Make("switch", 1, 1, 0, 0.8, 0.8),
            Records.Make("slow", 1, 1, 0, 0.1, 0.2),
        ],
        QualityTarget.Stl);

    [Fact]
    public void FromResult_RowThatSaves_ShowsItsFigures()
    {
        IReadOnlyList<string> row = ComparisonTable.FromResult(Result).Rows[1];
        Assert.Equal(["switch", "0.8000", "-", "2.00", "0", "50 %", "44 %", "50 %", "-", "2.00", "0.50", "1/1"], row);
    }

    [Fact]
    public void FromResult_RowThatMissed_SaysSo()
    {
        IReadOnlyList<string> row = ComparisonTable.FromResult(Result).Rows[2];
        Assert.Equal(["slow", "0.2000", "-", "missed", "missed", "-", "-", "-", "-", "2.00", "0.50", "0/1"], row);
    }

    [Fact]
    public void FromResult_EveryRow_HasACellForEachHeader()
    {
        ComparisonTable table = ComparisonTable.FromResult(Result);
        Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Count));
        Assert.Equal("0.7500", table.Rows[0][2]);
    }

    [Fact]
    public void Percent_WithInterval_ShowsIt() =>
        Assert.Equal("74 % [65, 81]", ComparisonTable.Percent(new ReductionEstimate { Mean = 0.738, Low = 0.65, High = 0.812 }));

    [Fact]
    public void Percent_OfALowerBound_IsMarked() =>
        Assert.Equal(">= 50 %", ComparisonTable.Percent(new ReductionEstimate { Mean = 0.5, IsLowerBound = true }));

    [Fact]
    public void About_ARowThatSaves_NamesBothTargets() =>
        Assert.Equal(
            "switch reaches the target stl with 50 % less CPU time than stl, and reaches the target stl-0.3 with 50 % less CPU time than stl (1 seeds).",
            ComparisonSentence.About(Result, "switch"));

    [Fact]
    public void About_ARowThatMissed_SaysHowManyReachedIt() =>
        Assert.StartsWith("slow reaches the target stl in 0/1 runs, and ", ComparisonSentence.About(Result, "slow"), StringComparison.Ordinal);
}
