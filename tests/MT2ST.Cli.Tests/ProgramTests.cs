using MT2ST.Cli.Commands;

namespace MT2ST.Cli.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--lowercase", "maybe")]
    [InlineData("--freeze", "yes", "run.json")]
    [InlineData("--measure-costs=1")]
    public void Run_SwitchWithAnotherValue_NamesTheSwitch(params string[] flags)
    {
        string[] given = flags[0].Split('=');
        CommandLine.Run(["train", .. flags]).AssertFails(ExitCode.Usage, $"{given[0]} expects true or false, found '{(given.Length > 1 ? given[1] : flags[1])}'. See 'mt2st train --help'.");
    }

    [Fact]
    public void Run_SwitchBeforeTheRunFile_IsTrue() => CommandLine.Run("train", "--lowercase", "missing.json").AssertFails(
        ExitCode.Failure,
        $"There is no run file 'missing.json' (looked for '{Path.GetFullPath("missing.json")}'). Check the path.");

    [Theory]
    [InlineData("train", "--corpus", "a.txt", "--seed", "VALUE")]
    [InlineData("train", "--corpus", "a.txt", "--set", "primary.VALUE=1")]
    [InlineData("train", "--primary", "classification:a.txt", "--widths", "VALUE")]
    [InlineData("train", "VALUE")]
    [InlineData("nearest", "VALUE", "word")]
    [InlineData("compare", "run.json", "--warm-up", "VALUE")]
    [InlineData("VALUE")]
    public void Run_VeryLongValue_IsCutInTheMessage(params string[] arguments)
    {
        foreach (string part in (string[])["x", "a b "])
        {
            string value = string.Concat(Enumerable.Repeat(part, 100_000));
            CommandResult result = CommandLine.Run([.. arguments.Select(argument => argument.Replace("VALUE", value, StringComparison.Ordinal))]);
            Assert.InRange(result.Error.Length, 10, 2000);
            Assert.Matches(@"\.\.\. \(\d00,\d{3} characters\)", result.Error);
            Assert.NotEqual(ExitCode.Success, result.ExitCode);
        }
    }

    [Fact]
    public void Run_UnknownCommand_SuggestsAndListsTheKnownOnes() => CommandLine.Run("evalute").AssertFails(
        ExitCode.Usage,
        $"Unknown command 'evalute'. Did you mean 'evaluate'? Known: {string.Join(", ", BuiltInCommands.All.Names.Order(StringComparer.Ordinal))}.");

    [Fact]
    public void Run_UnknownCommandWithHelp_FailsToo() => Assert.Equal(ExitCode.Usage, CommandLine.Run("evalute", "--help").ExitCode);

    [Fact]
    public void Run_UnknownOption_PointsToTheHelp() => CommandLine.Run("info", "file", "--jason").AssertFails(
        ExitCode.Usage,
        "Unknown option '--jason'. Did you mean '--json'? See 'mt2st info --help'.");

    [Fact]
    public void Run_MissingFile_FailsInOneLine()
    {
        CommandResult result = CommandLine.Run("nearest", _folder.Path("missing.vec"), "king");
        result.AssertFails(ExitCode.Failure, $"There is no file '{_folder.Path("missing.vec")}' (looked for '{_folder.Path("missing.vec")}'). Check the path.");
    }

    [Fact]
    public void Run_ErrorStreamThatCannotBeWritten_StillGivesTheExitCode()
    {
        using var output = new StringWriter();
        using var error = new FullDisk();
        Assert.Equal(ExitCode.Failure, Program.Run(["nearest", _folder.Path("missing.vec"), "king"], new Terminal(output, error), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_Cancelled_EndsWithTheCodeOfAnInterrupt()
    {
        CommandResult result = CommandLine.Run(new CancellationToken(canceled: true), "nearest", _folder.WriteVectors(), "king");
        result.AssertFails(ExitCode.Interrupted, "stopped.");
    }

    [Fact]
    public void Run_AsAProcess_SeparatesResultsFromErrors()
    {
        CommandLine.RunProcess(["nearest", _folder.WriteVectors(), "moon"])
            .AssertFails(ExitCode.Failure, "The word 'moon' is not among the 4 words of the vectors.");
        Assert.StartsWith("mt2st ", CommandLine.RunProcess(["--version"]).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithDebugVariable_PrintsTheStackTraceToo()
    {
        CommandResult result = CommandLine.RunProcess(["nearest", _folder.WriteVectors(), "moon"], ("MT2ST_DEBUG", "1"));
        Assert.Contains("   at MT2ST.", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, result.ExitCode);
    }

    [Fact]
    public void Run_AsAProcessInAnotherCulture_WritesTheSameNumbers()
    {
        string[] arguments = ["evaluate", _folder.WriteVectors(), "--similarity", _folder.Write("s.txt", "king queen 9.5\nking man 2\nman woman 8\n")];
        CommandResult german = CommandLine.RunProcess(arguments, ("LANG", "de_DE.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        Assert.Equal(CommandLine.Run(arguments).Output, german.AssertSucceeds().Output);
    }

    private sealed class FullDisk : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
