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
