using System.Text.Json;
using System.Text.Json.Nodes;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons;

public sealed class ComparisonResultTests
{
    private static readonly RunRecord Stl = Records.Make("stl", 1, 1, 0.2, 0.4, 0.9, 0.6) with { TrainQuality = 0.95, PeakBytes = 123 };

    private static ComparisonResult Result => ComparisonSummary.Summarize([Stl], QualityTarget.Stl);

    [Fact]
    public void Summarize_ARun_KeepsItsCurveAndWhatShowsOverfitting()
    {
        RunResult run = Assert.Single(Result.Strategies[0].Runs);
        Assert.Equal(Stl.Curve, run.Curve);
        Assert.Equal(["tagging", "brown"], run.Tasks);
        Assert.Equal([null, 0.3, 0.65, 0.75], run.SmoothedDevTarget.Select(quality => quality is { } value ? Math.Round(value, 12) : (double?)null));
        Assert.Equal((0.9, 0.6, 0.95), (run.DevBest, run.DevLast, run.TrainQuality));
        Assert.Equal(0.9, run.Curve[run.BestPoint].Dev);
        Assert.Equal(123, run.PeakBytes);
    }

    [Fact]
    public void FromJson_OwnJson_GivesTheSameJson()
    {
        ComparisonResult result = Result with { Origin = ComparisonOrigin.Here("mt2st compare run.json", 2, []) };
        Assert.Equal(result.ToJson(), ComparisonResult.FromJson(result.ToJson()).ToJson());
    }

    [Fact]
    public void FromJson_FigureThatIsNoNumber_IsReadBack()
    {
        ComparisonResult result = ComparisonSummary.Summarize([Stl with { Test = new("accuracy", double.NaN, true, 0, 0) }], QualityTarget.Stl);
        Assert.Equal(double.NaN, ComparisonResult.FromJson(result.ToJson()).Strategies[0].Runs[0].Test);
    }

    // What the first version wrote has no curves and none of the lists that came later.
    [Fact]
    public void FromJson_ResultOfTheFirstVersion_IsRead()
    {
        JsonNode json = JsonNode.Parse(Result.ToJson())!;
        foreach (string name in new[] { "pairs", "warnings", "origin" })
            json.AsObject().Remove(name);
        foreach (string name in new[] { "costFactors", "switchedOff", "testSets", "testDetails", "tasks", "curve", "smoothedDevTarget", "bestPoint", "devLast", "trainQuality", "peakBytes" })
            Assert.True(json["strategies"]![0]!["runs"]![0]!.AsObject().Remove(name), name);
        ComparisonResult result = ComparisonResult.FromJson(json.ToJsonString());
        Assert.Empty(result.Warnings);
        RunResult run = result.Strategies[0].Runs[0];
        Assert.Empty(run.Curve);
        Assert.Null(run.DevLast);
        Assert.NotEmpty(ComparisonTable.AllOf(result)[0].Rows);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    public void FromJson_SomethingElse_IsRefused(string json) => Assert.ThrowsAny<JsonException>(() => ComparisonResult.FromJson(json));

    [Fact]
    public void Origin_Here_HasTheRowsMergedSettingsAndTheMachine()
    {
        RunFile run = new();
        run.Set("primary.task", "skipgram");
        run.Set("primary.train", "text.txt");
        run.Set("strategies.fast", """{ "strategy.name": "stl", "epochs": 7 }""");
        ComparisonOrigin origin = ComparisonOrigin.Here("mt2st compare run.json", 2, ComparisonRow.List(run, ["stl", "fast"]));
        Assert.Equal(["stl", "fast"], origin.Settings.Keys);
        Assert.Equal(7, origin.Settings["fast"].GetProperty("epochs").GetDouble());
        Assert.NotEqual("", origin.Machine.Cpu);
        Assert.Equal(Environment.ProcessorCount, origin.Machine.CoreCount);
        Assert.Matches(@"^\d+\.\d+\.\d+", origin.Version);
    }
}
