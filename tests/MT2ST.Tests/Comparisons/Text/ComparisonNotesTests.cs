using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons.Text;

public sealed class ComparisonNotesTests
{
    private const string Labelled = """auxiliaries=[{ "task": "lexicon", "train": "b" }]""";

    [Fact]
    public void OnRows_ASwitchThatEndedBeforeItsPoint_IsNamedWithItsSeeds() => Assert.Equal(
        ["switch did not reach its switch point with seeds 2, 4: the runs ended after 2 to 3 epochs, all tasks to the end."],
        Notes(["stl", "switch"], [Switched(1), Unswitched(2, 3), Switched(3), Unswitched(4, 4), Switched(5)], Labelled));

    [Fact]
    public void OnRows_ASwitchThatNeverCame_SaysAnySeed() => Assert.Equal(
        ["switch did not reach its switch point with any seed: the run ended after 2 epochs, all tasks to the end."],
        Notes(["stl", "switch"], [Unswitched(1, 3)], Labelled));

    [Theory]
    [InlineData(2, "mtl: with the teacher's 2.00 CPU seconds, spent once before all runs, the target takes 50 % less CPU time than stl (4.00 s instead of 8.00 s).")]
    [InlineData(8, "mtl: with the teacher's 8.00 CPU seconds, spent once before all runs, the target takes 25 % more CPU time than stl (10.00 s instead of 8.00 s).")]
    public void OnFigures_ATeacher_IsAddedToTheCostApart(double teacher, string expected)
    {
        RunRecord[] records = [Records.Make("stl", 1, 4, 0, 0.8, 0.8), Records.Make("mtl", 1, 1, 0, 0.8, 0.8) with { TeacherSeconds = teacher }];
        ComparisonResult result = ComparisonSummary.Summarize(records, QualityTarget.Stl);
        Assert.Equal([expected], ComparisonNotes.OnFigures(result));
        Assert.Contains("teacher, once", ComparisonTable.AllOf(result).SelectMany(table => table.Headers));
    }

    [Fact]
    public void OnRows_ControlsThatCannotBeMade_AreNamed() => Assert.Equal(
        ["There is no row placebo: no auxiliary has labels to shuffle."],
        Notes(["stl", "pretrain"], [Records.Make("pretrain", 1, 1, 0, 0.8, 0.8)], """auxiliaries=[{ "task": "skipgram", "train": "b" }]"""));

    [Fact]
    public void OnRows_RowsWithTheSameSettings_AreNamed() => Assert.Contains(
        "The rows stl, again have the same settings, so their figures are those of the same runs.",
        Notes(["stl", "again"], [Records.Make("again", 1, 1, 0, 0.8, 0.8)], Labelled, """strategies.again={ "strategy.name": "stl" }"""));

    private static string[] Notes(string[] names, RunRecord[] records, params string[] settings)
    {
        RunFile file = new();
        file.SetAll(["primary.task=tagging", "primary.train=a", .. settings]);
        ComparisonResult result = ComparisonSummary.Summarize([.. records.Select(record => Records.Make("stl", record.Seed, 1, 0, 0.8, 0.8)), .. records], QualityTarget.Stl);
        return [.. ComparisonNotes.OnRows(result, ComparisonRow.List(file, names), asksForControls: names.Contains("pretrain"))];
    }

    private static RunRecord Switched(ulong seed) => Records.Make("switch", seed, 1, 0, 0.8, 0.8); // Its auxiliary's weight is 0 at the end.

    private static RunRecord Unswitched(ulong seed, int points)
    {
        RunRecord run = Records.Make("switch", seed, 1, [0, 0.8, .. Enumerable.Repeat(0.8, points - 2)]);
        return run with { Curve = [.. run.Curve.Select(point => point with { Weights = [1, 1] })] };
    }
}
