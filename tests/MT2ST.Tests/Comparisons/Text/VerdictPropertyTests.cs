using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Comparisons.Text;

/// <summary>
/// Over random results, the verdict's sentences are read like a reader would and compared with the printed tables: rows, means,
/// intervals, and "not shown" where and only where an interval covers 0.
/// </summary>
public sealed partial class VerdictPropertyTests
{
    private const string Stl = "stl";
    private const string Placebo = "placebo";
    private const string PlainMean = "bag-of-words";

    private static readonly string[] Names = ["mtl", "switch", "diminish", "pretrain", Placebo, PlainMean, "stl-2x", "my-row"];

    [Fact]
    public void Sentences_OfRandomResults_CallNotShownWhatAnIntervalCoversAndNothingElse() => Check((result, printed) =>
    {
        foreach (string answer in result.Answers)
        {
            foreach (string sentence in Sentence().Split(answer))
            {
                foreach (Match interval in Interval().Matches(sentence))
                {
                    bool covers = Number(interval, "low") <= 0 && Number(interval, "high") >= 0;
                    bool isDoubted = interval.Groups["doubt"].Success || sentence.StartsWith("Not shown:", StringComparison.Ordinal);
                    Assert.True(covers == isDoubted, $"{sentence}\n{answer}");
                }
            }
        }
    });

    [Fact]
    public void TestAnswer_OfRandomResults_IsTheHighestRowOfTheTable() => Check((result, printed) =>
    {
        if (!printed.HasTest(Stl))
        {
            Assert.StartsWith("Best on test: not measured", result.Answers[0], StringComparison.Ordinal);
            return;
        }
        string row = Named(result.Answers[0], @"^Best on test: (?<row>[\w-]+),");
        double highest = printed.Rows.Where(name => name != Placebo && printed.HasTest(name)).Max(printed.Better);
        Assert.InRange(printed.Better(row), highest - 0.100001, highest); // Figures are rounded to a tenth.
    });

    [Fact]
    public void TimeAnswer_OfRandomResults_IsTheSoonestRowOfTheTable() => Check((result, printed) =>
    {
        if (result.Answers[1].Contains("no row reaches it", StringComparison.Ordinal))
        {
            Assert.All(printed.Rows.Where(name => name != Placebo), name => Assert.True(printed.Misses(name), name));
            return;
        }
        string row = Named(result.Answers[1], @": (?<row>[\w-]+), after ");
        Assert.False(printed.Misses(row));
        double most = printed.Rows.Where(name => name != Placebo && !printed.Misses(name)).Max(printed.Saved);
        Assert.InRange(printed.Saved(row), most - 1.000001, most); // Per cent are rounded to whole ones.
    });

    [Fact]
    public void Recommendation_OfRandomResults_AgreesWithTheTables() => Check((result, printed) =>
    {
        string text = result.Recommendation;
        Assert.Equal(result.Answers[2], text);
        if (result.Seeds.Count < 5)
        {
            Assert.StartsWith("Recommendation: none yet.", text, StringComparison.Ordinal);
            return;
        }
        string row = Named(text, @"use (?<row>[\w-]+)");
        Assert.NotEqual(Placebo, row);
        Assert.False(printed.TestShows(row) < 0, text); // Never a row that is shown to be worse.
        string[] rows = [.. printed.Rows.Where(name => name is not (Placebo or Stl))], better = [.. rows.Where(name => printed.TestShows(name) > 0)];
        string[] sooner = [.. rows.Where(name => printed.TimeShows(name) > 0 && printed.TestShows(name) >= 0)];
        if (row == PlainMean && !better.Contains(row) && !sooner.Contains(row))
            return; // It ends as high as the row that would be advised; VerdictTests look at that.
        if (better.Length > 0)
            Assert.True(row == PlainMean || printed.Better(row) >= better.Max(printed.Better) - 0.100001, text);
        else if (sooner.Length > 0)
            Assert.True(row == PlainMean || (sooner.Contains(row) && text.StartsWith("Recommendation, by time alone:", StringComparison.Ordinal)), text);
        else
            Assert.Equal(Stl, row);
        if (better.Length > 0 && row != PlainMean)
            Assert.True(printed.TestShows(row) > 0, text);
    });

    [Fact]
    public void Json_OfRandomResults_HasTheSameVerdict() => Check((result, printed) =>
    {
        JsonNode json = JsonNode.Parse(result.ToJson())!;
        Assert.Equal(result.Recommendation, json["recommendation"]!.GetValue<string>());
        Assert.Equal(result.Answers, json["conclusions"]!.AsArray().Take(3).Select(sentence => sentence!.GetValue<string>()));
        if (json["verdict"]!["advice"]!["row"]?.GetValue<string>() is { } row)
            Assert.Contains($"use {row}", result.Recommendation, StringComparison.Ordinal);
        Assert.Equal(result.Answers, ComparisonResult.FromJson(result.ToJson()).Answers);
    });

    [Fact]
    public void Answers_WithoutABaseline_AreNone() => Gen.Int[0, int.MaxValue].Sample(
        seed => Assert.Empty(Make(new Random(seed), hasStl: false).Answers),
        iter: 50);

    private static void Check(Action<ComparisonResult, Printed> check) => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            ComparisonResult result = Make(new Random(seed), hasStl: true);
            if (result.Strategies.All(row => row.Name is Stl or Placebo))
                Assert.Empty(result.Answers);
            else
                check(result, new Printed(result));
        },
        iter: 500);

    // Effects from strong to none, ties, misses, gaps and short runs.
    private static ComparisonResult Make(Random random, bool hasStl)
    {
        int seeds = random.Next(2, 11);
        string metric = random.Next(5) == 0 ? "loss" : random.Next(3) == 0 ? "microF1" : "accuracy";
        bool hasTest = random.Next(8) > 0, isExact = random.Next(4) == 0;
        string[] rows = [.. (hasStl ? new[] { Stl } : []).Concat(random.GetItems(Names, random.Next(1, 5)).Distinct())];
        double[] ofSeeds = [.. Enumerable.Range(0, seeds).Select(_ => 0.05 * random.NextDouble())];
        List<RunRecord> runs = [];
        foreach (string row in rows)
        {
            double effect = row == Stl ? 0 : Pick(random, 0, 0, 0.002, 0.02, -0.02, 0.1), noise = isExact ? 0 : Pick(random, 0.001, 0.01, 0.05);
            double pace = row == Stl ? 1 : Pick(random, 1, 0.5, 0.9, 1.1, 2), jitter = isExact ? 0 : Pick(random, 0, 0.01, 0.3);
            bool isLow = row != Stl && random.Next(5) == 0;
            for (int seed = 0; seed < seeds; seed++)
            {
                double[] dev = isLow && random.Next(2) == 0 ? [0, 0.3, 0.4, 0.4, 0.4] : random.Next(2) == 0 ? [0, 0.5, 0.8, 0.8, 0.8] : [0, 0.8, 0.8, 0.8];
                double test = 0.6 + ofSeeds[seed] + effect + (noise * (random.NextDouble() - 0.5));
                RunRecord run = Records.Make(row, (ulong)(seed + 1), pace * Math.Exp(jitter * (random.NextDouble() - 0.5)), dev);
                bool isMissing = !hasTest || random.Next(60) == 0;
                runs.Add(isMissing ? run : run with { Test = new Measurement(metric, test, metric != "loss", 0.5, 100) });
            }
        }
        QualityTarget target = hasStl && random.Next(4) > 0 ? QualityTarget.Stl : QualityTarget.Parse(random.Next(2) == 0 ? "0.75" : "0.9");
        return ComparisonSummary.Summarize(runs, target, new SummaryOptions { Jobs = random.Next(4) == 0 ? 2 : 1 });
    }

    private static double Pick(Random random, params double[] values) => values[random.Next(values.Length)];

    private static string Named(string text, string pattern) => Regex.Match(text, pattern) is { Success: true } match ? match.Groups["row"].Value : throw new InvalidOperationException($"No row in: {text}");

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=[.]) (?=Not shown:|[A-Z])")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\[(?<low>-?[\d.]+), (?<high>-?[\d.]+)\]( better| worse)?( than [\w-]+)?(?<doubt> \(no difference shown\))?")]
    private static partial Regex Interval();

    /// <summary>The figures that a reader finds in the tables.</summary>
    private sealed partial class Printed
    {
        private readonly Dictionary<string, string> _better;
        private readonly Dictionary<string, string> _saved;
        private readonly Dictionary<string, string> _toTarget;
        private readonly bool _isStlTested;

        public Printed(ComparisonResult result)
        {
            IReadOnlyList<ComparisonTable> tables = ComparisonTable.AllOf(result);
            ComparisonTable cost = tables.First(table => table.Title.StartsWith(CostMeasure.For(result) == CostMeasure.Cpu ? "Cost in CPU" : "Cost in millions", StringComparison.Ordinal));
            Rows = [.. result.Strategies.Select(row => row.Name)];
            _better = Column(tables[0], "better than stl on test");
            _saved = Column(cost, CostMeasure.For(result) == CostMeasure.Cpu ? "less than stl" : "fewer than stl", last: "whole run");
            _toTarget = Column(cost, "to target");
            _isStlTested = result.Strategies.First(row => row.Name == Stl).Runs.All(run => run.Test is not null);
        }

        public IReadOnlyList<string> Rows { get; }

        /// <summary>Whether a row has a difference to STL; STL itself, whether it has a figure with every seed.</summary>
        public bool HasTest(string row) => row == Stl ? _isStlTested : _better.GetValueOrDefault(row, "-") != "-";

        public bool Misses(string row) => _toTarget[row].StartsWith("missed", StringComparison.Ordinal);

        public double Better(string row) => row == Stl ? 0 : Figure(_better, row, "mean");

        public double Saved(string row) => row == Stl ? 0 : Figure(_saved, row, "mean");

        public int TestShows(string row) => Shows(_better, row);

        public int TimeShows(string row) => Shows(_saved, row);

        private static int Shows(Dictionary<string, string> column, string row) => column.GetValueOrDefault(row, "-") is var cell && Cell().Match(cell) is { Success: true } match && match.Groups["low"].Success
            ? Number(match, "low") > 0 ? 1 : Number(match, "high") < 0 ? -1 : 0
            : 0;

        private static double Figure(Dictionary<string, string> column, string row, string group) => Number(Cell().Match(column[row]), group);

        private static Dictionary<string, string> Column(ComparisonTable table, string header, string? last = null)
        {
            int end = last is null ? table.Headers.Count : Enumerable.Range(0, table.Headers.Count).First(i => table.Headers[i] == last);
            int column = Enumerable.Range(1, end - 1).FirstOrDefault(i => table.Headers[i].StartsWith(header, StringComparison.Ordinal));
            return column == 0 ? [] : table.Rows.ToDictionary(row => row[0], row => row[column]);
        }

        [GeneratedRegex(@"^(>= )?(?<mean>-?[\d.]+)( \[(?<low>-?[\d.]+), (?<high>-?[\d.]+)\])?$")]
        private static partial Regex Cell();
    }
}
