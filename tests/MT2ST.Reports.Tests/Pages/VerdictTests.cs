using MT2ST.Comparisons;
using MT2ST.Reports.Pages;
using MT2ST.Tests.Comparisons;

namespace MT2ST.Reports.Tests.Pages;

public sealed class VerdictTests
{
    [Fact]
    public void Sentences_UsualResult_BeginWithTheGreatestSavingAndItsDifferenceOnTest()
    {
        IReadOnlyList<string> sentences = Verdict.Sentences(Results.Usual());
        Assert.StartsWith("switch takes ", sentences[0], StringComparison.Ordinal);
        // 0.73 + 0.001 x seed - 0.7 over seeds 1 to 5: 3.3 points, s = sqrt(2.5) / 10, t(0.975; 4) = 2.776.
        Assert.EndsWith(" On test it ended 3.3 points above STL (95 % interval +3.1 to +3.5).", sentences[0], StringComparison.Ordinal);
        Assert.StartsWith("late reaches STL's best on dev in 3/5 runs", sentences[1], StringComparison.Ordinal);
        Assert.Contains(" On test it ended 10.0 points below STL", sentences[1], StringComparison.Ordinal);
        Assert.Null(Verdict.Summary(Results.Usual()));
    }

    [Fact]
    public void Summary_NoRowIsSooner_SaysToTrainThePrimaryAlone() =>
        Assert.Equal("No row with auxiliaries reached the target sooner than STL: train the primary task alone.", Verdict.Summary(Results.Useless()));

    [Fact]
    public void Summary_NoRowReaches_SaysToTrainThePrimaryAlone() => Assert.Equal(
        "No row with auxiliaries reached the target with every seed: train the primary task alone.",
        Verdict.Summary(Results.Of([Records.Make("stl", 1, 1, 0.5, 0.8), Records.Make("mtl", 1, 1, 0.5, 0.6)])));

    [Fact]
    public void Summary_SavingsWithinTheirSpread_AreNotClaimed()
    {
        double[] secondsPerPoint = [0.2, 2.2, 0.3, 1.9, 1.1];
        ComparisonResult result = Results.Of([.. secondsPerPoint.SelectMany((seconds, i) => new[]
        {
            Records.Make("stl", (ulong)i, 1, 0.5, 0.8), Records.Make("mtl", (ulong)i, seconds, 0.5, 0.8),
        })]);
        Assert.Equal("No saving against STL by auxiliaries can be told from 0 by its interval.", Verdict.Summary(result));
    }

    [Fact]
    public void Sentences_RowOfThePrimaryAlone_IsTheCheapestStlAndComesLast()
    {
        ComparisonResult result = Results.Of(
        [
            Records.Make("stl", 1, 1, 0.5, 0.8), Records.Make("stl-mean", 1, 0.1, 0.5, 0.8) with { Tasks = ["tagging"] }, Records.Make("mtl", 1, 2, 0.5, 0.8),
        ]);
        Assert.Equal("No row with auxiliaries reached the target sooner than STL: train the primary task alone.", Verdict.Summary(result));
        IReadOnlyList<string> sentences = Verdict.Sentences(result);
        Assert.StartsWith("mtl takes 100 % more", sentences[0], StringComparison.Ordinal);
        Assert.StartsWith("Cheapest STL besides: stl-mean takes 90 %", sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_StlAlone_SaysNothing() => Assert.Null(Verdict.Summary(Results.Of([Records.Make("stl", 1, 1, 0.5, 0.8)])));
}
