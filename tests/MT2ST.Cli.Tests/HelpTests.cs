using MT2ST.Cli.Commands;

namespace MT2ST.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = [.. BuiltInCommands.All.Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_EveryCommand_ShowsItsSummaryAndExamplesThatCallIt(string name)
    {
        string help = CommandLine.Run(name, "--help").AssertSucceeds().Output;
        Assert.Contains(BuiltInCommands.All[name].Summary, help, StringComparison.Ordinal);
        string[] examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith($"mt2st {name}", example, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_EveryExample_IsAcceptedByTheParser(string name)
    {
        var command = (ExampledCommand)BuiltInCommands.All[name].Factory(new Terminal(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken);
        var root = CommandTree.Create(new Terminal(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken);
        Assert.All(command.Examples, example => Assert.Empty(root.Parse(example["mt2st ".Length..].Split(' ')).Errors));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_EveryOption_IsDescribed(string name)
    {
        var command = BuiltInCommands.All[name].Factory(new Terminal(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken);
        Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    public void Help_SettingsThatAFlagNames_AreFlagsToo(string command)
    {
        string help = CommandLine.Run(command, "--help").AssertSucceeds().Output;
        Assert.Contains("split as for --dev-similarity", help, StringComparison.Ordinal);
        Assert.DoesNotContain("devShare", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_Compare_ShowsFlagsOfARunAndHidesThoseOfOneStrategy()
    {
        string help = CommandLine.Run("compare", "--help").AssertSucceeds().Output;
        Assert.Contains("compare [<RUN.json>] [options]", help, StringComparison.Ordinal);
        Assert.All(["--primary <TASK[:FILE]>", "--epochs <NUMBER>", "--output <FILE>", "--warm-up <SECONDS>"], option => Assert.Contains(option, help, StringComparison.Ordinal));
        Assert.All(["--output <FOLDER>", "--strategy <NAME>", "--at <EPOCHS"], option => Assert.DoesNotContain(option, help, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_Root_ListsEveryCommandWithItsSummary()
    {
        string help = CommandLine.Run("--help").AssertSucceeds().Output;
        Assert.All(BuiltInCommands.All, entry => Assert.Contains(entry.Summary, help, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_NoArguments_IsTheSameAsTheRoots() =>
        Assert.Equal(CommandLine.Run("--help").Output, CommandLine.Run().AssertSucceeds().Output);

    [Fact]
    public void Version_Option_GivesNameAndVersion() =>
        Assert.Matches(@"^mt2st \d+\.\d+\.\d+\r?\n$", CommandLine.Run("--version").AssertSucceeds().Output);
}
