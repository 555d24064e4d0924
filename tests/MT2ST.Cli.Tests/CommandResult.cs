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

    /// <summary>Checks that it succeeded without a word on the error stream.</summary>
    public CommandResult AssertSucceeds()
    {
        Assert.Equal("", Error);
        Assert.Equal(Cli.ExitCode.Success, ExitCode);
        return this;
    }
}
