using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class CompareFlagsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public CompareFlagsTests() => _run = SmallData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_FlagsAlone_GivesTheFourRowsAndHoldsOutDev()
    {
        CommandResult result = Compare([.. Tasks, "--seeds", "1"]);
        Assert.Equal(["stl", "mtl", "diminish", "switch"], Rows(result));
        Assert.Contains("the share 0.1 of the training data is held out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ClassifierThatCostsMore_HasARowOfThePlainMean()
    {
        CommandResult result = Compare([.. Tasks, "--seeds", "1", "--encoder", "cnn", "--set", "primary.filters=4"]);
        Assert.Equal(["stl", "mtl", "diminish", "switch", "bag-of-words"], Rows(result));
        Assert.Equal(["stl", "mtl"], Rows(Compare([.. Tasks, "--seeds", "1", "--encoder", "cnn", "--set", "primary.filters=4", "--strategies", "stl,mtl"])));
    }

    [Fact]
    public void Compare_FlagsAlone_MeasureFiveSeeds()
    {
        using JsonDocument json = JsonDocument.Parse(Compare([.. Tasks, "--strategies", "stl"]).Output);
        Assert.Equal([1, 2, 3, 4, 5], json.RootElement.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetInt32()));
    }

    [Theory]
    [InlineData("--dev-share", "0.2")]
    [InlineData("--dev", "dev.tsv")]
    public void Compare_FlagsWithDevData_HoldOutNothingElse(string flag, string value)
    {
        CommandResult result = Compare([.. Tasks, flag, flag == "--dev" ? _folder.Path(value) : value, "--strategies", "stl", "--seeds", "1"]);
        Assert.DoesNotContain("held out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_SettingOfARow_KeepsTheFourRows() => Assert.Equal(
        ["stl", "mtl", "diminish", "switch"], Rows(Compare([.. Tasks, "--set", "strategies.switch.strategy.at=1", "--seeds", "1"])));

    [Fact]
    public void Compare_FlagsOverARunFile_AreTakenAndTheRowsStay()
    {
        string[] common = [_run, "--seeds", "1"];
        CommandResult result = Compare([.. common, "--epochs", "1", "--threads", "1"]);
        Assert.Equal(["stl", "early", "diminish"], Rows(result));
        Assert.True(Steps(result) < Steps(Compare([.. common, "--strategies", "stl"])));
    }

    [Fact]
    public void Compare_Strategy_IsRefusedAndNamesStrategies() => CommandLine.Run("compare", _run, "--strategy", "switch").AssertFails(
        ExitCode.Usage,
        "--strategy is for one run; name the rows to compare by --strategies, such as --strategies stl,mtl,switch. See 'mt2st compare --help'.");

    [Fact]
    public void Compare_FlagOfOneStrategy_SaysHowARowGetsIt() => CommandLine.Run("compare", _run, "--at", "2").AssertFails(
        ExitCode.Usage,
        "--at is about one strategy; set it for a row, such as --set strategies.switch.strategy.at=VALUE. See 'mt2st compare --help'.");

    [Fact]
    public void Compare_FlagsWithoutAnAuxiliary_AskForOne() => CommandLine.Run(["compare", .. Tasks[..2]]).AssertFails(
        ExitCode.Usage,
        "There is no auxiliary task, so there is nothing to compare stl with. Name one, such as --auxiliary lexicon:opinion-words.tsv.");

    [Fact]
    public void Compare_NeitherFileNorPrimary_SaysWhatItNeeds() => CommandLine.Run("compare", "--epochs", "2").AssertFails(
        ExitCode.Usage,
        "compare needs a run file or --primary; make a run file with 'mt2st train ... --print-config'. See 'mt2st compare --help'.");

    private string[] Tasks => ["--primary", $"classification:{_folder.Path("train.tsv")}", "--auxiliary", $"lexicon:{_folder.Path("words.tsv")}", "--dimensions", "8"];

    private static CommandResult Compare(string[] arguments) =>
        CommandLine.Run(["compare", .. arguments, "--warm-up", "0", "--json"]).AssertSucceedsWithProgress();

    private static string?[] Rows(CommandResult result)
    {
        using JsonDocument json = JsonDocument.Parse(result.Output);
        return [.. json.RootElement.GetProperty("strategies").EnumerateArray().Select(row => row.GetProperty("name").GetString())];
    }

    private static long Steps(CommandResult result)
    {
        using JsonDocument json = JsonDocument.Parse(result.Output);
        return json.RootElement.GetProperty("strategies")[0].GetProperty("runs")[0].GetProperty("steps").GetInt64();
    }
}
