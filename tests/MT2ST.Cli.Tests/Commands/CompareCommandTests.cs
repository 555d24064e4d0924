using System.Text.Json;
using System.Text.RegularExpressions;

namespace MT2ST.Cli.Tests.Commands;

public sealed partial class CompareCommandTests : IDisposable
{
    private const int Screen = 80;

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public CompareCommandTests() => _run = SmallData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_Json_HasTheDocumentedNames()
    {
        using JsonDocument json = JsonDocument.Parse(Compare("--strategies", "stl,mtl,diminish", "--json").Output);
        JsonElement[] rows = [.. json.RootElement.GetProperty("strategies").EnumerateArray()];
        Assert.Equal(["stl", "mtl", "diminish"], rows.Select(row => row.GetProperty("name").GetString()));
        string[] names = ["name", "runs", "reached", "reductionVsStl", "reductionVsMtl", "reductionVsPretrain"];
        Assert.All(rows, row => Assert.Empty(names.Except(Names(row))));
        string[] runNames =
        [
            "seed", "cpuSeconds", "preparationSeconds", "wallSeconds", "secondsToTarget", "steps", "multiplyAdds", "multiplyAddsToTarget", "devBest", "test",
        ];
        Assert.All(rows.SelectMany(row => row.GetProperty("runs").EnumerateArray()), run => Assert.Empty(runNames.Except(Names(run))));
        Assert.All(rows, row => Assert.Equal([1, 2], row.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("seed").GetInt32())));
        Assert.Equal("2/2", rows[0].GetProperty("reached").GetString());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("reductionVsStl").ValueKind);
    }

    [Fact]
    public void Compare_Table_FitsAScreenAndSaysHowItWasMeasured()
    {
        CommandResult result = Compare("--strategies", "stl,mtl,diminish,early", "--seeds", "5");
        string[] lines = result.Output.Split('\n');
        string[] tables = [.. lines.Where(line => line.StartsWith(' ') || line.StartsWith('─'))];
        Assert.All(tables, line => Assert.True(line.TrimEnd('\r').Length <= Screen, line));
        Assert.InRange(tables.Count(line => RowOfNumbers().IsMatch(line)), 4 * 4, int.MaxValue); // Quality, CPU time, multiply-adds and other baselines.
        Assert.Contains("\nRecommendation", result.Output, StringComparison.Ordinal);
        Assert.Contains("Seeds: 1, 2, 3, 4, 5.", result.Output, StringComparison.Ordinal);
        Assert.Contains("too short: read multiply-adds.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Measuring run 20 of 20: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_LongRowNames_FitAScreenToo()
    {
        const string name = "a-row-with-a-name_that.is-longer-than-half-of-a-screen";
        string output = Compare("--strategies", $"stl,{name}", "--seeds", "5", "--set", $$"""strategies={ "{{name}}": { "strategy.name": "mtl" } }""").Output;
        Assert.All(output.Split('\n').Where(line => line.StartsWith(' ') || line.StartsWith('─')), line => Assert.True(line.TrimEnd('\r').Length <= Screen, line));
        Assert.Contains("a-row-with-a-name_that.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_NoRowsNamed_TakesStlAndWhatTheRunFileNames()
    {
        using JsonDocument json = JsonDocument.Parse(Compare("--seeds", "1,7", "--json").Output);
        Assert.Equal(["stl", "early", "diminish"], json.RootElement.GetProperty("strategies").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.Equal([1, 7], json.RootElement.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetInt32()));
    }

    [Fact]
    public void Compare_Tune_MeasuresTheChosenSettingsAndWritesThem()
    {
        string tuned = _folder.Path("tuned.json"), result = _folder.Path("result.json");
        string output = Compare("--strategies", "stl,mtl", "--tune", "3", "--tuned", tuned, "--output", result, "--json").Output;
        Assert.Equal(output, File.ReadAllText(result));
        using JsonDocument json = JsonDocument.Parse(output), settings = JsonDocument.Parse(File.ReadAllText(tuned));
        JsonElement tuning = json.RootElement.GetProperty("tuning");
        Assert.True(tuning.GetProperty("cpuSeconds").GetDouble() > 0);
        Assert.Equal(["primary.rate"], Names(tuning.GetProperty("strategies").GetProperty("stl")));
        Assert.Equal(["auxiliaries.words.units", "primary.rate"], Names(tuning.GetProperty("strategies").GetProperty("mtl")).Order(StringComparer.Ordinal));
        Assert.Equal([2, 3], tuning.GetProperty("trials").EnumerateObject().Select(row => row.Value.GetArrayLength()));
        Assert.True(JsonElement.DeepEquals(tuning.GetProperty("strategies"), settings.RootElement.GetProperty("strategies")));
        Assert.Equal("stl", tuning.GetProperty("strategies").GetProperty("stl-cheapest").GetProperty("strategy.name").GetString());
        JsonElement cost = settings.RootElement.GetProperty("tuningCost");
        Assert.Equal(5, cost.GetProperty("trialCount").GetInt32());
        Assert.True(cost.GetProperty("multiplyAdds").GetDouble() > 0);
        Assert.Contains(json.RootElement.GetProperty("strategies").EnumerateArray(), row => row.GetProperty("name").GetString() == "stl-cheapest");
    }

    [Fact]
    public void Compare_TuneWithoutAFile_PrintsTrialsAndSettings()
    {
        string output = Compare("--strategies", "stl", "--tune", "2", "--seeds", "1").Output;
        Assert.Matches(@"(?s)trials of stl.*primary\.rate=0\.05 .*dev.*cost.*Tuning took .* CPU seconds.*""strategies"": \{", output);
    }

    [Fact]
    public void Compare_SimilaritySets_SetTheTargetAndAreListedByRow()
    {
        string set = SmallData.WriteSimilarity(_folder);
        string run = _folder.Write("raw.json", """
            {
              "dimensions": 8, "epochs": 2, "evaluationsPerEpoch": 4,
              "primary": { "task": "skipgram", "train": "text.txt", "minCount": 1, "window": 2, "devSimilarity": "similar.txt" },
              "auxiliaries": [ { "task": "relation", "train": "pairs.txt", "units": 1, "exclude": ["similar.txt"] } ],
              "seeds": 2
            }
            """);
        string result = _folder.Path("result.json");
        string output = CommandLine.Run("compare", run, "--strategies", "stl,mtl", "--warm-up", "0", "--output", result).AssertSucceedsWithProgress().Output;
        Assert.Matches(@"(?s)Test half.*\n +stl +-?\d\.\d{4} ± \d\.\d{4} *\r?\n", output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(result));
        JsonElement[] rows = [.. json.RootElement.GetProperty("strategies").EnumerateArray()];
        Assert.All(rows.SelectMany(row => row.GetProperty("runs").EnumerateArray()), run => Assert.Equal("similar", Assert.Single(run.GetProperty("testSets").EnumerateArray()).GetProperty("name").GetString()));
        Assert.NotEqual(Best(rows[0], "devBest"), Best(rows[0], "devTargetBest")); // The halves are of different pairs.
        JsonElement pairs = Assert.Single(json.RootElement.GetProperty("pairs").EnumerateObject()).Value;
        Assert.Equal(set, Assert.Single(Assert.Single(pairs.EnumerateArray()).GetProperty("excluded").EnumerateArray()).GetProperty("file").GetString());

        static double Best(JsonElement row, string name) => row.GetProperty("runs")[0].GetProperty(name).GetDouble();
    }

    [Fact]
    public void Compare_NothingToTune_IsAUsageError() => Assert.Contains(
        "every setting of the default space is given by hand",
        CommandLine.Run("compare", _run, "--strategies", "stl", "--tune", "2", "--set", "tuning.space={}", "--set", "primary.tokenWeights=none", "--set", "primary.wordNgrams=1", "--set", "primary.rate=0.1", "--set", "primary.dropout=0.5").Error,
        StringComparison.Ordinal);

    [Fact]
    public void Compare_TuningSeedThatIsMeasured_IsRefusedBeforeAnyRun() =>
        CommandLine.Run("compare", _run, "--strategies", "stl", "--tune", "2", "--seeds", "5,1000001", "--json").AssertFails(
            ExitCode.Usage, $"{_run}:7: tuning.seeds has 1000001, which is measured too; tuning seeds must not be measuring seeds.");

    [Fact]
    public void Compare_OutputInAMissingFolder_IsRefusedBeforeAnyRun()
    {
        string file = _folder.Path("missing/result.json");
        CommandLine.Run("compare", _run, "--output", file).AssertFails(
            ExitCode.Failure,
            $"{file}: the folder '{_folder.Path("missing")}' does not exist. Create it or name another file.");
    }

    private CommandResult Compare(params string[] arguments) =>
        CommandLine.Run(["compare", _run, "--warm-up", "0", .. arguments]).AssertSucceedsWithProgress();

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(property => property.Name);

    [GeneratedRegex(@"^ (stl|mtl|diminish|early) .*[\d-]")]
    private static partial Regex RowOfNumbers();
}
