using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;

namespace MT2ST.Tests.Comparisons.Text;

public sealed class ComparisonSentenceTests
{
    [Fact]
    public void All_AResult_BeginsWithTheVerdictAndLeavesOutStl()
    {
        ComparisonResult result = Result(5, ("stl", 4, 0.80), ("switch", 2, 0.83), ("pretrain", 3.6, 0.81));
        Assert.Equal([.. result.Answers, ComparisonSentence.About(result, "switch"), ComparisonSentence.About(result, "pretrain")], result.Conclusions);
    }

    [Fact]
    public void About_ARowBesideMtl_NamesItsWholeRunTestAndWayToMtlsBest() => Assert.EndsWith(
        "; it ends 2.0 points of accuracy [2.0, 2.0] better than STL on test"
            + "; its whole run takes 60 % less CPU time than MTL's (95 % interval 60 to 60 % less) and ends 1.0 points of accuracy [1.0, 1.0] worse than MTL on test"
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
        Assert.DoesNotContain(ComparisonTable.AllOf(result), table => table.Title.Contains("CPU", StringComparison.Ordinal));
        Assert.Contains("50 % fewer multiply-adds", result.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("CPU", result.Verdict, StringComparison.Ordinal);
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
