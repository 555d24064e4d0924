using System.Text.Json.Nodes;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Tests.Comparisons;

public sealed class ComparisonSummaryTests
{
    private static readonly double[] StlDev = [0, 0.4, 0.6, 0.8, 0.8]; // Smoothed 0.2, 0.5, 0.7, 0.8: its best at point 4.
    private static readonly double[] FastDev = [0, 0.8, 0.8, 0.8, 0.8]; // Smoothed 0.4, 0.8: there at point 2.

    [Fact]
    public void Summarize_TwoRows_MeasuresEachSeedToItsOwnStlBest()
    {
        StrategyResult fast = Row(Summarize(Both(3)), "switch");
        Assert.Equal("3/3", fast.Reached);
        Assert.All(fast.Runs, run => Assert.Equal(0.8, run.Target, 1e-12));
        Assert.All(fast.Runs, run => Assert.Equal(2, run.SecondsToTarget));
        Assert.All(fast.Runs, run => Assert.Equal(2.5, run.SecondsToTargetWithPreparation));
        Assert.All(fast.Runs, run => Assert.Equal(2000, run.MultiplyAddsToTarget));
        Assert.All(fast.Runs, run => Assert.Equal(1800, run.MultiplyAddsToTargetByTask!["tagging"]));
        Assert.All(fast.Runs, run => Assert.Equal(400, run.MultiplyAdds["brown"]));
    }

    [Fact]
    public void Summarize_TwoRows_GivesReductionsInEveryMeasure()
    {
        StrategyResult fast = Row(Summarize(Both(5)), "switch");
        Assert.Equal(0.5, fast.ReductionVsStl!.Cpu!.Mean, 1e-12); // 2 of 4 seconds
        Assert.Equal(1 - (2.5 / 4.5), fast.ReductionVsStl.CpuWithPreparation!.Mean, 1e-12);
        Assert.Equal(0.5, fast.ReductionVsStl.MultiplyAdds!.Mean, 1e-12);
        Assert.Equal(0, fast.TotalReductionVsStl!.Cpu!.Mean, 1e-12); // 4 of 4 seconds
        Assert.Equal(0.5, fast.ReductionVsStl.Cpu.Low!.Value, 1e-9); // No spread over seeds.
        Assert.Null(fast.ReductionVsMtl);
    }

    [Fact]
    public void Summarize_Stl_AlwaysReachesItsOwnTargetAndHasNoReductionVsItself()
    {
        StrategyResult stl = Row(Summarize(Both(2)), "stl");
        Assert.Equal("2/2", stl.Reached);
        Assert.Null(stl.ReductionVsStl);
        Assert.Null(stl.TotalReductionVsStl);
    }

    [Fact]
    public void Summarize_OneSeedMissed_GivesNoReductionAndAMedianWithTheMissAsInfinity()
    {
        RunRecord[] runs = [.. Both(3)];
        runs[^1] = Records.Make("switch", 3, 1, 0, 0.1, 0.1);
        StrategyResult fast = Row(Summarize(runs), "switch");
        Assert.Equal("2/3", fast.Reached);
        Assert.Null(fast.ReductionVsStl);
        Assert.NotNull(fast.TotalReductionVsStl);
        Assert.Null(fast.Runs[2].SecondsToTarget);
        Assert.Equal(2, fast.MedianSecondsToTarget);
    }

    [Fact]
    public void Summarize_HalfOfTheSeedsMissed_HasNoMedian()
    {
        RunRecord[] runs = [.. Both(2)];
        runs[^1] = Records.Make("switch", 2, 1, 0, 0.1, 0.1);
        Assert.Null(Row(Summarize(runs), "switch").MedianSecondsToTarget);
    }

    [Fact]
    public void Summarize_StlMissesAFixedTarget_ItsWholeTimeStandsInAsALowerBound()
    {
        RunRecord[] runs = [Records.Make("stl", 1, 1, StlDev), Records.Make("switch", 1, 1, 0, 0.9, 0.9)];
        ComparisonResult result = ComparisonSummary.Summarize(runs, QualityTarget.Parse("0.85"));
        ReductionEstimate reduction = Row(result, "switch").ReductionVsStl!.Cpu!;
        Assert.Equal(0.5, reduction.Mean, 1e-12); // 2 seconds of STL's 4 in all
        Assert.True(reduction.IsLowerBound);
        Assert.Equal("0/1", Row(result, "stl").Reached);
        Assert.Empty(result.OtherTargets);
    }

    [Fact]
    public void Summarize_TargetStl_AlsoReportsTheEasierTargets() =>
        Assert.Equal(["stl-0.1", "stl-0.3", "0.99xSTL"], Summarize(Both(1)).OtherTargets.Select(target => target.Target));

    [Fact]
    public void Summarize_StlBelowTwoSeconds_SaysToReadMultiplyAdds()
    {
        ComparisonResult result = Summarize([Records.Make("stl", 1, 0.25, StlDev)]);
        Assert.Equal("STL takes 1.00 CPU seconds to the target, too short: read multiply-adds.", result.Note);
    }

    [Fact]
    public void Summarize_StlOfTwoSecondsOrMore_HasNoNote() => Assert.Null(Summarize([Records.Make("stl", 1, 0.5, StlDev)]).Note);

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void Summarize_FewEvaluationsBeforeStlsTarget_IsAWarning(int evaluations, bool isWarned)
    {
        double[] dev = [.. Enumerable.Range(0, evaluations + 1).Select(i => i < evaluations - 1 ? 0.1 : 0.8)]; // Smoothed, its best is at the last.
        string[] warnings = isWarned ? [$"STL reaches the target at evaluation {evaluations}; with fewer than 20 before it, costs to the target are coarse. Raise evaluationsPerEpoch."] : [];
        Assert.Equal(warnings, Summarize([Records.Make("stl", 1, 1, dev)]).Warnings);
    }

    [Fact]
    public void Summarize_NoRuns_IsRefused() => Refused([], "There are no runs to compare.");

    [Fact]
    public void Summarize_NoStlRow_IsRefused() =>
        Refused([Records.Make("mtl", 1, 1, StlDev)], "The target 'stl' needs a row named 'stl'; rows: mtl.");

    [Fact]
    public void Summarize_DifferentSeeds_AreRefused() =>
        Refused([Records.Make("stl", 1, 1, StlDev), Records.Make("mtl", 2, 1, StlDev)], "Row 'mtl' ran with seeds [2], row 'stl' with [1];");

    [Fact]
    public void Summarize_NoDevEvaluations_IsRefused() =>
        Refused([Records.Make("stl", 1, 1, double.NaN, double.NaN)], "Row 'stl', seed 1 has 0 usable of 2 evaluations on dev;");

    [Fact]
    public void ToJson_OfAResult_HasTheContractsNames()
    {
        JsonNode row = JsonNode.Parse(Summarize(Both(5)).ToJson())!["strategies"]![1]!;
        Assert.Equal("switch", row["name"]!.GetValue<string>());
        Assert.Equal("5/5", row["reached"]!.GetValue<string>());
        Assert.Equal(["mean", "low", "high"], row["reductionVsStl"]!["cpu"]!.AsObject().Select(p => p.Key).Take(3));
        Assert.NotNull(row["reductionVsStl"]!["multiplyAdds"]!["mean"]);
        Assert.True(row.AsObject().ContainsKey("reductionVsMtl") && row["reductionVsMtl"] is null);
        Assert.True(row.AsObject().ContainsKey("reductionVsPretrain"));
        JsonObject run = row["runs"]![0]!.AsObject();
        string[] names = ["seed", "cpuSeconds", "preparationSeconds", "wallSeconds", "secondsToTarget", "steps", "multiplyAdds", "multiplyAddsToTarget", "devBest", "test"];
        Assert.Empty(names.Except(run.Select(p => p.Key)));
        Assert.Equal(3600, run["multiplyAdds"]!["tagging"]!.GetValue<long>());
    }

    private static IEnumerable<RunRecord> Both(ulong seeds)
    {
        for (ulong seed = 1; seed <= seeds; seed++)
            yield return Records.Make("stl", seed, 1, StlDev);
        for (ulong seed = 1; seed <= seeds; seed++)
            yield return Records.Make("switch", seed, 1, FastDev);
    }

    private static ComparisonResult Summarize(IEnumerable<RunRecord> runs) => ComparisonSummary.Summarize(runs, QualityTarget.Stl);

    private static StrategyResult Row(ComparisonResult result, string name) => result.Strategies.Single(row => row.Name == name);

    private static void Refused(RunRecord[] runs, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Summarize(runs)).Message, StringComparison.Ordinal);
}
