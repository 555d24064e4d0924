namespace MT2ST.Cli.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that it failed with one line that begins with <c>mt2st:</c> and wrote nothing else.</summary>
    public void AssertFails(int exitCode, string expectedMessage)
    {
        Assert.Equal($"mt2st: {expectedMessage}\n", Error.ReplaceLineEndings("\n"));
        Assert.Equal("", Output);
        Assert.Equal(exitCode, ExitCode);
    }

    /// <summary>Checks that it failed with one last line for the error, which has a text in it, and wrote no result and no stack trace.</summary>
    public void AssertFailsAfterProgress(int exitCode, string expectedPart)
    {
        string[] lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("mt2st: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains(expectedPart, lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[..^1], line => line.StartsWith("mt2st:", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.Equal("", Output);
        Assert.Equal(exitCode, ExitCode);
    }

    /// <summary>Checks that it succeeded; its progress is on the error stream.</summary>
    public CommandResult AssertSucceedsWithProgress()
    {
        Assert.DoesNotContain("mt2st:", Error, StringComparison.Ordinal);
        Assert.NotEqual("", Error);
        Assert.Equal(Cli.ExitCode.Success, ExitCode);
        return this;
    }

    /// <summary>Checks that it succeeded without a word on the error stream.</summary>
    public CommandResult AssertSucceeds()
    {
        Assert.Equal("", Error);
        Assert.Equal(Cli.ExitCode.Success, ExitCode);
        return this;
    }
}
