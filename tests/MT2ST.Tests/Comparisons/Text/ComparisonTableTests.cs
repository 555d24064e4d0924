using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Comparisons.Text;

public sealed class ComparisonTableTests
{
    private static readonly Measurement Accuracy = new("accuracy", 0.75, HigherIsBetter: true, 0.5, 100);

    private static RunRecord Tested(string name, ulong seed, double first, double? second) => Records.Make(name, seed, 1, 0, 0.4, 0.6) with
    {
        Test = new Measurement("spearman", first, HigherIsBetter: true, double.NaN, 9)
        {
            Sets = [new SimilarityResult("men", first, 10, 8), new SimilarityResult("rare", second, 9, 1)],
        },
    };

    private static readonly ComparisonResult Result = ComparisonSummary.Summarize(
        [
            Records.Make("stl", 1, 1, 0, 0.4, 0.6, 0.8, 0.8) with { Test = Accuracy },
            Records.Make("switch", 1, 1, 0, 0.8, 0.8),
            Records.Make("slow", 1, 1, 0, 0.1, 0.2),
        ],
        QualityTarget.Stl);

    [Fact]
    public void AllOf_RowThatSaves_ShowsItsFigures()
    {
        Assert.Equal(["switch", "0.8000", "-"], Row("Quality: accuracy", "switch"));
        Assert.Equal(["switch", "2.00", "50", "44", "2.00", "50", "0.50"], Row("Cost in CPU seconds, to the target and of whole runs", "switch"));
        Assert.Equal(["switch", "0.002", "50", "0.002", "50"], Row("Cost in millions of multiply-adds, to the target and of whole runs", "switch"));
    }

    [Fact]
    public void AllOf_RowThatMissed_SaysSo()
    {
        Assert.Equal(["slow", "missed 1/1", "-", "-", "2.00", "50", "0.50"], Row("Cost in CPU seconds, to the target and of whole runs", "slow"));
        Assert.Equal(["slow", "missed 1/1", "-", "0.002", "50"], Row("Cost in millions of multiply-adds, to the target and of whole runs", "slow"));
    }

    [Fact]
    public void AllOf_EveryRow_HasACellForEachHeader()
    {
        Assert.All(ComparisonTable.AllOf(Result), table => Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Count)));
        Assert.Equal("0.7500", Row("Quality: accuracy", "stl")[2]);
    }

    [Fact]
    public void AllOf_MeanOverSets_ShowsEachSet()
    {
        ComparisonResult result = ComparisonSummary.Summarize(
            [Tested("stl", 1, 0.25, null), Tested("stl", 2, 0.75, 0.5), Tested("mtl", 1, 0.5, 0.5), Tested("mtl", 2, 0.5, 0.5)], QualityTarget.Stl);
        ComparisonTable table = ComparisonTable.AllOf(result)[^1];
        Assert.Equal("Test half of each set, Spearman correlation", table.Title);
        Assert.Equal(["row", "men (8 of 10)", "rare (1 of 9)"], table.Headers);
        Assert.Equal([["stl", "0.5000 ± 0.3536", "0.5000"], ["mtl", "0.5000 ± 0.0000", "0.5000 ± 0.0000"]], table.Rows);
    }

    [Fact]
    public void AllOf_TimesTooShort_GivesNoReductionsOfThem()
    {
        ComparisonTable table = Table("Cost in CPU seconds, to the target and of whole runs", Result with { Note = "Too short." });
        Assert.Equal(["row", "to target", "whole run", "preparation"], table.Headers);
    }

    [Fact]
    public void Percent_WithInterval_ShowsIt() =>
        Assert.Equal("74 % [65, 81]", ComparisonTable.Percent(new ReductionEstimate { Mean = 0.738, Low = 0.65, High = 0.812 }));

    [Fact]
    public void Percent_BoundThatWouldBeRoundedTo0_HasMoreDigits() =>
        Assert.Equal("4.00 % [0.02, 8.00]", ComparisonTable.Percent(new ReductionEstimate { Mean = 0.04, Low = 0.0002, High = 0.08 }));

    [Fact]
    public void Percent_OfALowerBound_IsMarked() =>
        Assert.Equal(">= 50 %", ComparisonTable.Percent(new ReductionEstimate { Mean = 0.5, IsLowerBound = true }));

    [Fact]
    public void About_ARowThatSaves_NamesBothTargets() =>
        Assert.Equal(
            "switch takes 50 % less CPU time than STL to reach STL's best on dev; it takes 50 % less CPU time than STL to reach STL's best on dev minus 0.3 points.",
            ComparisonSentence.About(Result, "switch"));

    [Fact]
    public void About_ARowThatMissed_SaysHowManyReachedIt() =>
        Assert.StartsWith("slow reaches STL's best on dev in 0/1 runs; it reaches ", ComparisonSentence.About(Result, "slow"), StringComparison.Ordinal);

    [Fact]
    public void About_ARowThatCostsMore_SaysMore()
    {
        ComparisonResult result = ComparisonSummary.Summarize(
            [
                .. Enumerable.Range(1, 5).Select(seed => Records.Make("stl", (ulong)seed, 1, 0, 0.8, 0.8)),
                .. Enumerable.Range(1, 5).Select(seed => Records.Make("mtl", (ulong)seed, 2 + (0.1 * seed), 0, 0.8, 0.8)),
            ],
            QualityTarget.Parse("0.8"));
        Assert.Matches(@"^mtl takes 130 % more CPU time than STL \(95 % interval 1\d\d to 1\d\d % more\) to reach 0\.8 on dev\.$", ComparisonSentence.About(result, "mtl"));
    }

    [Theory]
    [InlineData("stl", "STL's best on dev")]
    [InlineData("stl-0.3", "STL's best on dev minus 0.3 points")]
    [InlineData("0.99xSTL", "0.99 of STL's best on dev")]
    [InlineData("0.85", "0.85 on dev")]
    public void Description_OfATarget_SaysItInWords(string text, string expected) => Assert.Equal(expected, QualityTarget.Parse(text).Description);

    private static IReadOnlyList<string> Row(string title, string name) => Table(title, Result).Rows.Single(row => row[0] == name);

    private static ComparisonTable Table(string title, ComparisonResult result) => ComparisonTable.AllOf(result).Single(table => table.Title == title);
}
