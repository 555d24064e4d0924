using System.CommandLine;
using System.Text.Json;
using MT2ST.Cli.Runs;
using MT2ST.Runs;

namespace MT2ST.Cli.Tests.Runs;

public sealed class SettingFlagsTests
{
    /// <summary>Settings that are objects or lists: tasks have options of their own, encoders stand in run files, the others belong to comparisons.</summary>
    private static readonly string[] Nested = ["primary", "auxiliaries", "encoders", "strategy", "strategies", "tuning", "seeds"];

    [Fact]
    public void Settings_OfTheRunAndTheStrategy_AllHaveAFlag()
    {
        string[] ofRun = [.. PropertiesOf<RunOptions>().Except(Nested)];
        string[] ofStrategy = [.. PropertiesOf<StrategyOptions>().Except(["settings"]).Select(name => $"strategy.{name}")];
        Assert.Empty(ofRun.Concat(ofStrategy).Except(new SettingFlags().Settings));
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

    private static IEnumerable<string> PropertiesOf<T>() =>
        typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
