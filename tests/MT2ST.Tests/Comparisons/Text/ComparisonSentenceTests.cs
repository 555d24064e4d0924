using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;

namespace MT2ST.Tests.Comparisons.Text;

public sealed class ComparisonSentenceTests
{
    [Fact]
    public void Verdict_AStrategyThatSaves_NamesItsReductionsTestAndTheBaselines() => Assert.Equal(
        "switch takes 50 % less CPU time than STL (95 % interval 50 to 50 % less) to reach STL's best on dev (50 % [50, 50] at 0.3 points below it), and ends 3.0 points [3.0, 3.0] better than STL on test."
            + " The cheapest STL takes 25 % less CPU time than STL (95 % interval 25 to 25 % less) to reach STL's best on dev; switch takes 33 % less CPU time than that (95 % interval 33 to 33 % less)."
            + " Pretraining takes 10 % less CPU time than STL (95 % interval 10 to 10 % less) to reach STL's best on dev, and ends 1.0 points [1.0, 1.0] better than STL on test.",
        ComparisonSentence.Verdict(Result(5, ("stl", 4, 0.80), ("stl-cheapest", 3, 0.80), ("switch", 2, 0.83), ("pretrain", 3.6, 0.81))));

    [Fact]
    public void Verdict_EveryStrategyCostsMore_SaysThatStlIsBest() => Assert.StartsWith(
        "STL is best here: every strategy costs more. The nearest: mtl takes 25 % more CPU time than STL",
        ComparisonSentence.Verdict(Result(5, ("stl", 4, 0.80), ("switch", 6, 0.80), ("mtl", 5, 0.80))),
        StringComparison.Ordinal);

    [Fact]
    public void Verdict_NobodyReachesTheTarget_SaysThatStlIsBest()
    {
        RunRecord[] runs = [.. Runs("stl", 4, 0.8, 5), .. Enumerable.Range(1, 5).Select(seed => Records.Make("switch", (ulong)seed, 1, 0, 0.1, 0.1))];
        Assert.Equal("STL is best here: no strategy reached STL's best on dev with every seed.", ComparisonSentence.Verdict(ComparisonSummary.Summarize(runs, QualityTarget.Stl)));
    }

    [Fact]
    public void Verdict_FewSeeds_SaysThatItIsNotProven() => Assert.StartsWith(
        "Not proven, as intervals need 5 seeds: switch takes 50 % less CPU time",
        ComparisonSentence.Verdict(Result(4, ("stl", 4, 0.80), ("switch", 2, 0.80))),
        StringComparison.Ordinal);

    [Fact]
    public void Verdict_IntervalWithZeroInIt_ProvesNothing()
    {
        RunRecord[] runs = [.. Runs("stl", 4, 0.8, 5), .. Enumerable.Range(1, 5).Select(seed => Records.Make("switch", (ulong)seed, 1.1 * seed, 0, 0.8, 0.8))];
        Assert.StartsWith("No strategy is proven to save anything against STL. The nearest: switch takes", ComparisonSentence.Verdict(ComparisonSummary.Summarize(runs, QualityTarget.Stl)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_AResult_BeginsWithTheVerdictAndLeavesOutStl()
    {
        ComparisonResult result = Result(5, ("stl", 4, 0.80), ("switch", 2, 0.83), ("pretrain", 3.6, 0.81));
        Assert.Equal([ComparisonSentence.Verdict(result)!, ComparisonSentence.About(result, "switch"), ComparisonSentence.About(result, "pretrain")], result.Conclusions);
    }

    [Fact]
    public void Verdict_OnlyStl_IsNothing() => Assert.Null(ComparisonSentence.Verdict(Result(5, ("stl", 4, 0.80))));

    [Fact]
    public void About_ARowBesideMtl_NamesItsWholeRunTestAndWayToMtlsBest() => Assert.EndsWith(
        "; it ends 2.0 points [2.0, 2.0] better than STL on test"
            + "; its whole run takes 60 % less CPU time than MTL's (95 % interval 60 to 60 % less) and ends 1.0 points [1.0, 1.0] worse than MTL on test"
            + "; it takes 60 % less CPU time than MTL (95 % interval 60 to 60 % less) to reach MTL's best on dev minus 0.3 points.",
        ComparisonSentence.About(Result(5, ("stl", 4, 0.80), ("mtl", 5, 0.83), ("switch", 2, 0.82)), "switch"),
        StringComparison.Ordinal);

    [Fact]
    public void Summarize_MtlsTarget_StlThatMissesItGivesALowerBound()
    {
        RunRecord[] runs =
        [
            .. Enumerable.Range(1, 5).Select(seed => Records.Make("stl", (ulong)seed, 4, 0, 0.7, 0.7)),
            .. Runs("mtl", 5, 0.83, 5),
            .. Runs("switch", 2, 0.82, 5),
        ];
        TargetResult atMtl = ComparisonSummary.Summarize(runs, QualityTarget.Stl).OtherTargets.Single(target => target.Target == "mtl-0.3");
        StrategyAtTarget row = atMtl.Strategies.Single(row => row.Name == "switch");
        Assert.Equal("0/5", atMtl.Strategies[0].Reached);
        Assert.True(row.ReductionVsStl!.Cpu!.IsLowerBound);
        Assert.Equal(0.6, row.ReductionVsMtl!.Cpu!.Mean, 1e-12);
    }

    [Fact]
    public void Summarize_SeveralJobs_HasNoReductionOfCpuTimeAndSaysSo()
    {
        ComparisonResult result = ComparisonSummary.Summarize([.. Runs("stl", 4, 0.8, 5), .. Runs("switch", 2, 0.8, 5)], QualityTarget.Stl, new SummaryOptions { Jobs = 2 });
        Assert.Null(result.Strategies[1].ReductionVsStl!.Cpu);
        Assert.Null(result.Strategies[1].TotalReductionVsStl!.CpuWithPreparation);
        Assert.Equal("2 runs went at once, so CPU seconds are not comparable and not shown: read multiply-adds.", result.Note);
        Assert.DoesNotContain(ComparisonTable.FromResult(result).Headers, header => header.Contains("CPU", StringComparison.Ordinal));
        Assert.StartsWith("switch takes 50 % fewer multiply-adds than STL", ComparisonSentence.Verdict(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_OneSeedWithoutTest_HasNoDifference()
    {
        RunRecord[] runs = [.. Runs("stl", 4, 0.8, 5), .. Runs("switch", 2, 0.8, 5)];
        runs[^1] = runs[^1] with { Test = null };
        Assert.Null(ComparisonSummary.Summarize(runs, QualityTarget.Stl).Strategies[1].TestDifferenceVsStl);
    }

    [Fact]
    public void Summarize_EqualRuns_HaveAReductionOfZeroWithoutSpread()
    {
        StrategyResult row = ComparisonSummary.Summarize([.. Runs("stl", 4, 0.8, 5), .. Runs("switch", 4, 0.8, 5)], QualityTarget.Stl).Strategies[1];
        Assert.Equal((0, 0, 0), (row.ReductionVsStl!.Cpu!.Mean, row.ReductionVsStl.Cpu.Low, row.ReductionVsStl.Cpu.High));
        Assert.Equal("5/5", row.Reached); // A tie with the target reaches it.
        Assert.Equal((0, 0, 0), (row.TestDifferenceVsStl!.Mean, row.TestDifferenceVsStl.Low, row.TestDifferenceVsStl.High));
    }

    private static ComparisonResult Result(int seeds, params (string Name, double SecondsPerPoint, double Test)[] rows) =>
        ComparisonSummary.Summarize(rows.SelectMany(row => Runs(row.Name, row.SecondsPerPoint, row.Test, seeds)), QualityTarget.Stl);

    private static IEnumerable<RunRecord> Runs(string name, double secondsPerPoint, double test, int seeds) => Enumerable.Range(1, seeds).Select(seed =>
        Records.Make(name, (ulong)seed, secondsPerPoint, 0, 0.8, 0.8) with
        {
            Test = new("accuracy", test + (0.01 * seed), HigherIsBetter: true, 0.5, 100),
        });
}
