using System.Text.Json.Nodes;
using System.Xml.Linq;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Text;
using MT2ST.Tests.Comparisons;

namespace MT2ST.Reports.Tests.Pages;

public sealed class ReportPageTests
{
    private const int Fast = 1;
    private const int Poor = 2;

    private readonly ComparisonResult _result = Results.Usual();
    private readonly JsonNode _json;
    private readonly ParsedPage _page;

    public ReportPageTests()
    {
        _json = JsonNode.Parse(_result.ToJson())!;
        _page = new ParsedPage(_result);
    }

    [Fact]
    public void Page_ResultItCarries_EqualsTheJson() => Assert.True(JsonNode.DeepEquals(_json, _page.Result));

    [Fact]
    public void Page_ResultsTable_HasTheCellsOfTheCommandLines()
    {
        foreach ((int place, ComparisonTable table) in ComparisonTable.AllOf(ComparisonResult.FromJson(_result.ToJson())).Index())
            Assert.Equal(table.Rows.Prepend(table.Headers), _page.Table($"results-{place}"));
    }

    [Theory]
    [InlineData("runs", "CPU s to target", "secondsToTarget", 1)]
    [InlineData("runs", "multiply-adds to target (M)", "multiplyAddsToTarget", 1e6)]
    [InlineData("run-costs", "CPU s in all", "cpuSeconds", 1)]
    [InlineData("run-costs", "evaluation CPU s", "evaluationSeconds", 1)]
    [InlineData("run-costs", "preparation CPU s", "preparationSeconds", 1)]
    [InlineData("run-costs", "steps", "steps", 1)]
    [InlineData("runs", "dev best", "devBest", 1)]
    [InlineData("runs", "dev at end", "devLast", 1)]
    [InlineData("runs", "test", "test", 1)]
    public void Page_RunsTables_CarryTheJsonsFigures(string table, string header, string name, double unit)
    {
        double?[] expected = [.. Runs().Select(run => run[name]?.GetValue<double>() / unit)];
        Assert.Equal(expected, _page.Figures(table, header));
    }

    [Fact]
    public void Page_Verdict_IsTheJsons()
    {
        Assert.All(_result.Answers, answer => Assert.Contains(answer[answer.IndexOf(':', StringComparison.Ordinal)..], _page.Text, StringComparison.Ordinal));
        Assert.Equal(3, _result.Answers.Count);
        Assert.Equal(_result.Recommendation, _page.Result["recommendation"]!.GetValue<string>());
    }

    [Fact]
    public void TestPlot_Dots_AreTheMeansWithTheIntervalOfTheDifferenceToStl()
    {
        JsonNode row = _json["strategies"]![Fast]!;
        double stl = _json["strategies"]![0]!["runs"]!.AsArray().Average(run => run!["test"]!.GetValue<double>());
        XElement dot = _page.Data("test-quality", Fast)[^1];
        Assert.Equal(row["runs"]!.AsArray().Average(run => run!["test"]!.GetValue<double>()), ParsedPage.Figure(dot, "value")!.Value, 1e-12);
        Assert.Equal(stl + row["testDifferenceVsStl"]!["low"]!.GetValue<double>(), ParsedPage.Figure(dot, "low")!.Value, 1e-12);
        Assert.Equal(stl + row["testDifferenceVsStl"]!["high"]!.GetValue<double>(), ParsedPage.Figure(dot, "high")!.Value, 1e-12);
    }

    [Fact]
    public void Page_Terms_AreDefined() => Assert.All(
        ["STL's best", "target", "multiply-adds", "CPU seconds", "interval"],
        term => Assert.Contains($"<dt>{System.Net.WebUtility.HtmlEncode(term)}</dt>", _page.Html, StringComparison.Ordinal));

    [Fact]
    public void Page_MissedTarget_IsCalledMissedAndHasNoFigure()
    {
        string[][] runs = _page.Table("runs");
        int column = Array.IndexOf(runs[0], "CPU s to target");
        Assert.Equal(["missed", "missed"], runs.Where(run => run[0] == "late" && run[1] is "2" or "4").Select(run => run[column]));
        Assert.DoesNotContain(_page.Data("target-by-cpu", Poor), bar => bar.Name == "rect");
        Assert.Equal(3, _page.Data("target-by-cpu", Poor).Count); // The seeds that reached it.
        Assert.Contains("missed in 2 of 5", _page.Plot("target-by-cpu").Value, StringComparison.Ordinal);
        Assert.Empty(_page.Data("reduction-by-cpu", Poor));
        Assert.Contains("reached 3/5", _page.Plot("reduction-by-cpu").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void QualityPlot_Points_AreTheMeansOfTheJsonsCurves()
    {
        JsonArray runs = _json["strategies"]![Fast]!["runs"]!.AsArray();
        IReadOnlyList<XElement> points = _page.Data("quality-by-cpu", Fast);
        Assert.Equal(4, points.Count);
        for (int i = 0; i < points.Count; i++)
        {
            double[] costs = [.. runs.Select(run => run!["curve"]![i + 1]!["cpuSeconds"]!.GetValue<double>())];
            double[] qualities = [.. runs.Select(run => (run!["curve"]![i]!["devTarget"]!.GetValue<double>() + run["curve"]![i + 1]!["devTarget"]!.GetValue<double>()) / 2)];
            Assert.Equal(costs.Average(), ParsedPage.Figure(points[i], "x")!.Value, 1e-12);
            Assert.Equal(qualities.Average(), ParsedPage.Figure(points[i], "value")!.Value, 1e-12);
            Assert.Equal(qualities.Min(), ParsedPage.Figure(points[i], "low")!.Value, 1e-12);
            Assert.Equal(qualities.Max(), ParsedPage.Figure(points[i], "high")!.Value, 1e-12);
        }
    }

    [Fact]
    public void QualityPlot_ShorterRuns_StayAtTheirLastPoint()
    {
        // Seeds 2 and 4 end at the third evaluation, 0.3 and 0.2 before it; the other three at the fifth, 0.8 and 0.81.
        XElement last = _page.Data("quality-by-cpu", Poor)[^1];
        Assert.Equal(((2 * 0.25) + (3 * 0.805)) / 5, ParsedPage.Figure(last, "value")!.Value, 1e-12);
        Assert.Equal(((2 * 2.2) + (3 * 4.4)) / 5, ParsedPage.Figure(last, "x")!.Value, 1e-12);
    }

    [Theory]
    [InlineData("reduction-by-cpu", "cpu")]
    [InlineData("reduction-by-multiply-adds", "multiplyAdds")]
    public void ReductionPlot_Points_AreTheJsonsReductionsAndIntervals(string plot, string measure)
    {
        JsonNode[] reductions =
        [
            _json["strategies"]![Fast]!["reductionVsStl"]![measure]!,
            .. _json["otherTargets"]!.AsArray().Select(target => target!["strategies"]![Fast]!["reductionVsStl"]![measure]!),
        ];
        IReadOnlyList<XElement> points = _page.Data(plot, Fast);
        Assert.Equal(["switch at stl", "switch at stl-0.1", "switch at stl-0.3", "switch at 0.99xSTL"], points.Select(point => point.Attribute("data-category")!.Value));
        Assert.All(points.Zip(reductions), pair =>
        {
            Assert.Equal(100 * pair.Second["mean"]!.GetValue<double>(), ParsedPage.Figure(pair.First, "value"));
            Assert.Equal(100 * pair.Second["low"]!.GetValue<double>(), ParsedPage.Figure(pair.First, "low"));
            Assert.Equal(100 * pair.Second["high"]!.GetValue<double>(), ParsedPage.Figure(pair.First, "high"));
        });
    }

    [Fact]
    public void TargetPlot_BarAndDots_AreTheGeometricMeanAndTheSeedsOfTheJson()
    {
        double[] seconds = [.. _json["strategies"]![Fast]!["runs"]!.AsArray().Select(run => run!["secondsToTarget"]!.GetValue<double>())];
        IReadOnlyList<XElement> marks = _page.Data("target-by-cpu", Fast);
        Assert.Equal(Math.Pow(seconds.Aggregate(1.0, (product, value) => product * value), 1.0 / seconds.Length), ParsedPage.Figure(marks[0], "value")!.Value, 1e-12);
        Assert.InRange(ParsedPage.Figure(marks[0], "value")!.Value, ParsedPage.Figure(marks[0], "low")!.Value, ParsedPage.Figure(marks[0], "high")!.Value);
        Assert.Equal(seconds, marks.Skip(1).Select(mark => ParsedPage.Figure(mark, "value")!.Value));
    }

    [Fact]
    public void SplitPlot_Parts_AddUpToTheRunsCosts()
    {
        JsonArray runs = _json["strategies"]![Fast]!["runs"]!.AsArray();
        double expected = runs.Average(run => run!["cpuSeconds"]!.GetValue<double>() + run["evaluationSeconds"]!.GetValue<double>() + run["preparationSeconds"]!.GetValue<double>());
        IReadOnlyList<XElement> parts = _page.Data("split-by-cpu", Fast);
        Assert.Equal(["switch: tagging (primary)", "switch: brown", "switch: evaluation", "switch: preparation"], parts.Select(part => part.Attribute("data-category")!.Value));
        Assert.Equal(expected, parts.Sum(part => ParsedPage.Figure(part, "value")!.Value), 1e-9);
    }

    [Fact]
    public void Page_FewSeeds_HasNoIntervals()
    {
        ParsedPage page = new(Results.Usual(seedCount: 2));
        Assert.All(page.Data("reduction-by-cpu", Fast), point => Assert.Null(ParsedPage.Figure(point, "low")));
        Assert.Contains("Intervals need 5 seeds.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_StrangeNames_AreShownAndBreakNothing()
    {
        ComparisonResult result = Results.Usual(fast: Results.StrangeName);
        ParsedPage page = new(result);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.Ordinal);
        Assert.Equal(2, page.Html.Split("</script>").Length - 1); // Its data and its script.
        Assert.Contains(Results.StrangeName, page.Table("results-0")[1 + Fast]);
        Assert.All(page.Plots().Where(plot => !plot.Attribute("id")!.Value.StartsWith("weight", StringComparison.Ordinal)), plot => Assert.Contains(Results.StrangeName, plot.Value, StringComparison.Ordinal));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result.ToJson()), page.Result));
    }

    [Fact]
    public void Page_Addresses_AreNone()
    {
        string[] loading = ["http:", "https:", "src=", "href=", "@import", "url(//"];
        Assert.All(loading, word => Assert.DoesNotContain(word, _page.Html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Page_EveryRow_HasABoxThatHidesItAndEveryMeasureASwitch()
    {
        for (int row = 0; row < _result.Strategies.Count; row++)
        {
            Assert.Contains($"id=\"show-row{row}\" checked", _page.Html, StringComparison.Ordinal);
            Assert.Contains($"body:has(#show-row{row}:not(:checked)) .row{row} {{ display: none; }}", _page.Html, StringComparison.Ordinal);
        }
        Assert.Contains("body:has(#cost-cpu:not(:checked)) .cost-cpu { display: none; }", _page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_TimesTooShort_ShowsMultiplyAddsFirstAndSaysSo()
    {
        ParsedPage page = new(_result with { Note = "Too short." });
        Assert.Contains("id=\"cost-multiply-adds\" checked", page.Html, StringComparison.Ordinal);
        Assert.Contains("Too short.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ResultWithoutCurves_LeavesOutPlotsOverTimeAndSaysSo()
    {
        StrategyResult[] rows = [.. _result.Strategies.Select(row => row with { Runs = [.. row.Runs.Select(run => run with { Curve = [], SmoothedDevTarget = [], Tasks = [] })] })];
        ParsedPage page = new(_result with { Strategies = rows });
        Assert.Contains("kept no curves", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Plots(), plot => plot.Attribute("id")!.Value.StartsWith("quality", StringComparison.Ordinal));
        Assert.NotEmpty(page.Data("split-by-cpu", Fast));
    }

    [Fact]
    public void Page_OneRowOfOneRun_IsWritten()
    {
        ParsedPage page = new(Results.Of([Records.Make("stl", 1, 1, 0.5, 0.5)]));
        Assert.Single(page.Data("quality-by-cpu", 0));
        Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_FiguresThatAreNotNumbers_AreShownAsSuch()
    {
        StrategyResult[] rows = [.. _result.Strategies.Select(row => row with { Runs = [.. row.Runs.Select(run => run with { Test = double.NaN })] })];
        ParsedPage page = new(_result with { Strategies = rows });
        Assert.All(page.Figures("runs", "test"), test => Assert.Equal(double.NaN, test));
        Assert.DoesNotContain("On test it ended", page.Text, StringComparison.Ordinal);
        Assert.All(page.Plots(), plot => Assert.DoesNotContain("NaN", plot.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Page_Origin_SaysHowToRepeatIt()
    {
        ComparisonOrigin origin = ComparisonOrigin.Here("mt2st compare 'a b.json'", warmUpSeconds: 2, []) with { Machine = new Machine("Some <CPU>", 3, "Some OS") };
        string text = new ParsedPage(_result with { Origin = origin }).Text;
        Assert.All(["mt2st compare 'a b.json'", "Each task ran 2 s unmeasured first.", "Some <CPU>, 3 logical cores, Some OS", origin.Version, origin.DotNet], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private IEnumerable<JsonNode> Runs() => _json["strategies"]!.AsArray().SelectMany(row => row!["runs"]!.AsArray()).OfType<JsonNode>();
}
