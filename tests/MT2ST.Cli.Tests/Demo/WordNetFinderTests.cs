using MT2ST.Cli.Demo;

namespace MT2ST.Cli.Tests.Demo;

public sealed class WordNetFinderTests
{
    private const string Command = "sudo apt-get install wordnet-base";

    [Fact]
    public void Find_NoDictionary_SaysHowToGetIt()
    {
        string message = Assert.Throws<DirectoryNotFoundException>(() => WordNetFinder.Find(folder: null, found: null)).Message;
        Assert.Contains(Command, message, StringComparison.Ordinal);
        Assert.Contains("https://wordnet.princeton.edu", message, StringComparison.Ordinal);
        Assert.Contains("--wordnet DIR", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NamedFolder_GoesBeforeTheUsualOne()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("data.noun", "");
        Assert.Equal(Path.GetDirectoryName(file), WordNetFinder.Find(Path.GetDirectoryName(file), found: "other"));
        Assert.Equal("other", WordNetFinder.Find(folder: null, found: "other"));
    }

    [Fact]
    public void Demo_FolderWithoutDictionary_FailsAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        string output = folder.Path("demo");
        CommandResult result = CommandLine.Run("demo", "--wordnet", folder.Path("empty"), "--output", output);
        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains(Command, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }
}
