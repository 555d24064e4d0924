namespace MT2ST.Cli.Tests.EndToEnd;

/// <summary>Ctrl-C on the process itself.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_InterruptedInTheEvaluationOf20000Sentences_EndsSoonWithoutAModel()
    {
        const string Sentence = "the/D old/A dog/N sleeps/V at/P the/D door/N of/P the/D small/A house/N that/C he/P found/V in/P a/D wood/N\n";
        string train = _folder.Write("train.tagged", Sentence), dev = _folder.Write("dev.tagged", string.Concat(Enumerable.Repeat(Sentence, 20_000)));
        AssertStopsSoon("Read ", "--primary", $"tagging:{train}", "--dev", dev, "--set", "primary.encoder=bilstm", "--set", "primary.hidden=256");
    }

    [Fact]
    public void Train_InterruptedWhileItWaitsForStandardInput_EndsSoon() => AssertStopsSoon("Reading ", "--corpus", "-");

    [Fact]
    public void Train_InterruptedInASearch_SaysWhatItFoundAndLeavesNothing()
    {
        string error = AssertStopsSoon("  search: ", "--primary", $"classification:{RepositoryFiles.Path("samples", "data", "reviews.csv")}", "--tune", "1h", "--jobs", "2");
        if (error.Length > 0)
            Assert.Matches(@"The search was stopped, and nothing was trained after it\. So far: (Chosen: |None of the trials |The defaults stay).*\.", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path("")));
    }

    private string AssertStopsSoon(string at, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
            return "";
        string model = _folder.Path("model");
        CommandResult result = CommandLine.InterruptProcess(at, ["train", .. arguments, "--output", model], out TimeSpan took);
        result.AssertFailsAfterProgress(ExitCode.Interrupted, "stopped.");
        TimedStop.AssertSoon(took);
        Assert.False(Directory.Exists(model));
        return result.Error;
    }
}
