using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class CompareSettledTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public CompareSettledTests() => _run = SmallData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_UntilSettled_StopsAtALookAndStatesTheCorrection()
    {
        // Any interval is narrower than 1000: the first look settles it.
        CommandResult result = Compare("--until-settled", "--width", "1000", "--jobs", "2");
        Assert.Contains("Looked at 8 seeds: settled", result.Error, StringComparison.Ordinal);
        Assert.Contains("Intervals are 98.3 %, paired by seed, corrected for 3 looks (Bonferroni): together at least 95 %.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Seeds: 1, 2, 3, 4, 5, 6, 7, 8.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_NeverSettled_StopsAtTheLastLookAndSaysWhatIsOpen()
    {
        string file = _folder.Path("result.json");
        CommandResult result = Compare("--until-settled", "--width", "1e-9", "--claim", "0.25", "--set", "strategies.early.strategy.at=0.001", "--jobs", "2", "--output", file);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement settling = json.RootElement.GetProperty("settling");
        int[] looks = [.. settling.GetProperty("looks").EnumerateArray().Select(look => look.GetInt32())];
        Assert.Equal(looks, new[] { 8, 16, 32 }[..looks.Length]);
        Assert.Equal(looks[^1], json.RootElement.GetProperty("seeds").GetArrayLength());
        Assert.Contains($"Looked at {looks[^1]} seeds:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_Jobs_GivesTheMultiplyAddsOfOneJobAndNoClocks()
    {
        using JsonDocument one = Json("--jobs", "1"), two = Json("--jobs", "2");
        Assert.Equal(MultiplyAdds(one), MultiplyAdds(two));
        Assert.Equal(JsonValueKind.Null, two.RootElement.GetProperty("strategies")[1].GetProperty("totalReductionVsStl").GetProperty("cpu").ValueKind);
        CommandResult result = Compare("--jobs", "2");
        Assert.DoesNotMatch(@"CPU s\b", result.Output);
        Assert.Contains("2 runs went at once", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_Controls_AddsRowsThatTheRunFileHasNot()
    {
        using JsonDocument json = Json("--controls", "--strategies", "stl,switch,stl+data");
        Assert.Equal(
            ["stl", "switch", "stl+data", "stl-2x", "pretrain", "placebo"],
            json.RootElement.GetProperty("strategies").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("--claim", "1.5", "--claim expects a share below 1, found '1.5'.")]
    [InlineData("--width", "0", "--width expects a share above 0, found '0'.")]
    [InlineData("--warm-up", "0,5", "--warm-up expects seconds in [0, 3600], found '0,5'.")]
    public void Compare_NumberOutOfRange_IsAUsageError(string option, string value, string message) =>
        CommandLine.Run("compare", _run, option, value).AssertFails(ExitCode.Usage, $"{message} See 'mt2st compare --help'.");

    [Fact]
    public void Compare_SeedsBesideUntilSettled_IsAUsageError() =>
        CommandLine.Run("compare", _run, "--until-settled", "--seeds", "5").AssertFails(
            ExitCode.Usage, "--until-settled counts its seeds from the run's seed; leave --seeds out. See 'mt2st compare --help'.");

    private JsonDocument Json(params string[] arguments) => JsonDocument.Parse(Compare([.. arguments, "--json"]).Output);

    private CommandResult Compare(params string[] arguments) => CommandLine.Run(
        ["compare", _run, "--warm-up", "0", .. arguments.Contains("--strategies") ? [] : new[] { "--strategies", "stl,early" }, .. arguments]).AssertSucceedsWithProgress();

    private static IEnumerable<string> MultiplyAdds(JsonDocument result) =>
        result.RootElement.GetProperty("strategies").EnumerateArray().SelectMany(row => row.GetProperty("runs").EnumerateArray()).Select(run => run.GetProperty("multiplyAdds").GetRawText());
}
