using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Comparisons.Text;

public sealed class VerdictTests
{
    [Fact]
    public void Answers_ARowThatIsBetterAndSooner_NameItTwiceAndAdviseIt() => Assert.Equal(
        [
            "Best on test: switch, accuracy 0.8600 (stl 0.8300), 3.0 points of accuracy [3.0, 3.0] better.",
            "Soonest at STL's best on dev: switch, after 4.00 CPU seconds (stl 8.00), 50 % less CPU time [50, 50] and 50 % fewer multiply-adds [50, 50].",
            "Recommendation: use switch. It ends 3.0 points of accuracy [3.0, 3.0] better than stl on test; a whole run takes 50 % less CPU time [50, 50] than stl's (4.00 CPU seconds against 8.00). It reaches STL's best on dev with 50 % less CPU time [50, 50].",
        ],
        Of(5, ("stl", 4, Steady(0.80)), ("switch", 2, Steady(0.83)), ("pretrain", 3.6, Steady(0.81))).Answers);

    // The case of a newcomer: the sentence called STL best above a table in which another row ended ahead.
    [Fact]
    public void Answers_BetterOnTestButLater_AreTwoAnswers()
    {
        ComparisonResult result = Of(5, ("stl", 4, Steady(0.60)), ("mtl", 6, Steady(0.90)));
        Assert.StartsWith("Best on test: mtl, accuracy 0.9300 (stl 0.6300), 30.0 points of accuracy [30.0, 30.0] better.", result.Answers[0], StringComparison.Ordinal);
        Assert.StartsWith("Soonest at STL's best on dev: stl, after 8.00 CPU seconds. mtl, the next, takes 50 % more CPU time [50, 50]", result.Answers[1], StringComparison.Ordinal);
        Assert.StartsWith("Recommendation: use mtl. It ends 30.0 points of accuracy [30.0, 30.0] better than stl on test; a whole run takes 50 % more CPU time", result.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendation_TestNotShownButSooner_IsByTimeAndSaysSo()
    {
        ComparisonResult result = Of(5, ("stl", 4, Steady(0.80)), ("switch", 2, Wavering(0.805)));
        Assert.Contains("better (no difference shown).", result.Answers[0], StringComparison.Ordinal);
        Assert.StartsWith("Recommendation, by time alone: use switch. It reaches STL's best on dev with 50 % less CPU time [50, 50] than stl;", result.Recommendation, StringComparison.Ordinal);
        Assert.Contains("Not shown: that it ends better on test (0.5 points of accuracy [", result.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendation_SoonerButShownWorseOnTest_IsStl() => Assert.StartsWith(
        "Recommendation: use stl, the primary task alone. No other row is shown to end better on test or to reach STL's best on dev sooner.",
        Of(5, ("stl", 4, Steady(0.80)), ("switch", 6, Steady(0.70))).Recommendation,
        StringComparison.Ordinal);

    [Fact]
    public void Recommendation_NothingShown_IsStlAndNamesWhatIsNot()
    {
        string recommendation = Of(5, ("stl", 4, Steady(0.80)), ("switch", 6, Wavering(0.805))).Recommendation;
        Assert.StartsWith("Recommendation: use stl", recommendation, StringComparison.Ordinal);
        Assert.Contains("Not shown: a difference on test of switch (0.5 points of accuracy [", recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendation_FewSeeds_IsNoneYet() => Assert.Equal(
        "Recommendation: none yet. Whether a difference is more than chance needs 5 seeds, and there are 4. With these, switch ends highest on test.",
        Of(4, ("stl", 4, Steady(0.80)), ("switch", 2, Steady(0.83))).Recommendation);

    [Fact]
    public void Recommendation_PlainMeanAsHighForLess_IsThePlainMean()
    {
        ComparisonResult result = Of(5, ("stl", 4, Steady(0.80)), ("mtl", 6, Steady(0.82)), ("bag-of-words", 1, Steady(0.82)));
        Assert.StartsWith("Recommendation: use bag-of-words (the primary alone as a plain mean of word vectors", result.Recommendation, StringComparison.Ordinal);
        result = Of(5, ("stl", 4, Steady(0.80)), ("mtl", 6, Steady(0.85)), ("bag-of-words", 1, Steady(0.79)));
        Assert.StartsWith("Recommendation: use mtl.", result.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendation_BaselineWithoutAModelIsBest_IsARowThatOneCanTrain()
    {
        ComparisonResult result = Of(5, ("stl", 4, Steady(0.80)), ("mtl", 6, Steady(0.82)), ("teacher", 1, Steady(0.85)));
        Assert.StartsWith("Best on test: teacher", result.Conclusions[0], StringComparison.Ordinal);
        Assert.StartsWith("Recommendation: use mtl.", result.Recommendation, StringComparison.Ordinal);
        Assert.StartsWith("Recommendation: use stl", Of(5, ("stl", 4, Steady(0.80)), ("tfidf", 1, Steady(0.85))).Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendation_PlaceboDoesAsWell_SaysSo() => Assert.Contains(
        "The placebo, whose labels are shuffled, does as well: against it, mtl ends 0.0 points of accuracy [0.0, 0.0] better (no difference shown).",
        Of(5, ("stl", 4, Steady(0.80)), ("mtl", 6, Steady(0.82)), ("placebo", 6, Steady(0.82))).Recommendation,
        StringComparison.Ordinal);

    [Fact]
    public void Answers_TargetThatNobodyReaches_SayHowOftenItWas()
    {
        RunRecord[] runs = [.. Enumerable.Range(1, 5).SelectMany(seed => new[] { Records.Make("stl", (ulong)seed, 1, 0, 0.8, 0.8), Records.Make("mtl", (ulong)seed, 1, 0, 0.8, 0.8) })];
        Assert.Equal("Soonest at 0.9 on dev: no row reaches it with every seed (stl 0/5, mtl 0/5).", ComparisonSummary.Summarize(runs, QualityTarget.Parse("0.9")).Answers[1]);
        Assert.Equal("Best on test: not measured, as there is no test data.", ComparisonSummary.Summarize(runs, QualityTarget.Stl).Answers[0]);
    }

    [Fact]
    public void Answers_OnlyStlOrNone_AreEmpty()
    {
        Assert.Empty(Of(5, ("stl", 4, Steady(0.80))).Answers);
        Assert.Equal("", Of(5, ("stl", 4, Steady(0.80)), ("placebo", 4, Steady(0.80))).Recommendation);
    }

    [Fact]
    public void Answers_OfALoss_AreInItsUnit()
    {
        ComparisonResult result = Of("loss", 5, ("stl", 4, Steady(2.0)), ("mtl", 6, Steady(1.9)));
        Assert.StartsWith("Best on test: mtl, loss 1.9300 (stl 2.0300), 0.100 nats of loss [0.100, 0.100] better.", result.Answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_SeedsWithoutAFigureOrADifference_AreNamed()
    {
        RunRecord[] runs =
        [
            .. Enumerable.Range(1, 5).Select(seed => Tested("stl", (ulong)seed, 1, "accuracy", 0.8)),
            .. Enumerable.Range(1, 5).Select(seed => Tested("mtl", (ulong)seed, 1, "accuracy", seed == 2 ? 0.8 : 0.81)),
            .. Enumerable.Range(1, 5).Select(seed => Tested("switch", (ulong)seed, 1, "accuracy", 0.82)),
        ];
        runs[^1] = runs[^1] with { Test = null };
        Assert.Equal(
            ["switch has no figure on test with seed 5, so no difference of it is given.", "Seeds without a difference, as the figure on test equals stl's: mtl with seed 2."],
            ComparisonSummary.Summarize(runs, QualityTarget.Stl).Notes);
    }

    private static Func<int, double> Steady(double test) => seed => test + (0.01 * seed);

    private static Func<int, double> Wavering(double test) => seed => test + (0.01 * seed) + (0.05 * (seed - 3));

    private static ComparisonResult Of(int seeds, params (string Name, double SecondsPerPoint, Func<int, double> Test)[] rows) => Of("accuracy", seeds, rows);

    private static ComparisonResult Of(string metric, int seeds, params (string Name, double SecondsPerPoint, Func<int, double> Test)[] rows) => ComparisonSummary.Summarize(
        rows.SelectMany(row => Enumerable.Range(1, seeds).Select(seed => Tested(row.Name, (ulong)seed, row.SecondsPerPoint, metric, row.Test(seed)))),
        QualityTarget.Stl);

    private static RunRecord Tested(string name, ulong seed, double secondsPerPoint, string metric, double test) =>
        Records.Make(name, seed, secondsPerPoint, 0, 0.8, 0.8) with { Test = new Measurement(metric, test, metric != "loss", 0.5, 100) };
}
