using System.CommandLine;
using MT2ST.Cli.Runs;
using MT2ST.Runs;
using MT2ST.Schedules;

namespace MT2ST.Cli.Tests.Runs;

public sealed class SettingFlagsTests
{
    // Tasks have options of their own, encoders stand in run files, the others belong to comparisons.
    private static readonly string[] WithoutFlag = ["primary", "auxiliaries", "encoders", "strategy", "strategies", "tuning", "seeds"];

    [Fact]
    public void Settings_OfTheRunAndEveryStrategy_AllHaveAFlag()
    {
        IEnumerable<string> ofRun = RunOptions.Settings.Select(setting => setting.Name).Except(WithoutFlag);
        IEnumerable<string> ofStrategies = BuiltInSchedules.All.SelectMany(entry => entry.Factory().ListSettings()).Select(setting => $"strategy.{setting.Name}");
        Assert.Empty(ofRun.Concat(ofStrategies).Except(new SettingFlags().Settings));
    }

    [Fact]
    public void Apply_SwitchWithoutAValue_IsTrue() => Assert.True((bool)Applied("--joint")["strategy"]!["joint"]!);

    [Fact]
    public void Apply_SwitchWithAValue_TakesIt() => Assert.False((bool)Applied("--lowercase", "false")["lowercase"]!);

    [Theory]
    [InlineData("widths", "[2,3]", "--widths", "2,3")]
    [InlineData("widths", "[2,3]", "--widths", "2", "--widths", "3")]
    [InlineData("widths", "[2,3]", "--widths", "[2,3]")]
    [InlineData("widths", "[2,\"x\"]", "--widths", "2,x")]
    [InlineData("labelsFrom", "[\"a\",\"1\"]", "--labels-from", "a,1")]
    [InlineData("exclude", "[\"a,b\",\"c\"]", "--exclude", "a,b", "--exclude", "c")]
    [InlineData("exclude", "[\"7\"]", "--exclude", "7")]
    public void Apply_List_TakesValuesOneByOneAndNamesWithCommas(string setting, string expected, params string[] arguments) =>
        Assert.Equal(expected, Applied(arguments)["primary"]![setting]!.ToJsonString());

    [Fact]
    public void Help_OutputOfTrain_IsAFolder() => Assert.Contains("--output <FOLDER>", CommandLine.Run("train", "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void Apply_NothingGiven_SetsNothing() => Assert.Empty(Applied());

    private static System.Text.Json.Nodes.JsonObject Applied(params string[] arguments)
    {
        SettingFlags flags = new();
        Command command = new("test");
        flags.AddTo(command);
        RunFile run = new();
        flags.Apply(command.Parse(arguments), run);
        return run.Settings;
    }
}
