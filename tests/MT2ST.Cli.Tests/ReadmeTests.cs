using System.CommandLine;
using MT2ST.Cli.Commands;

namespace MT2ST.Cli.Tests;

public sealed class ReadmeTests
{
    private const string Prompt = "./mt2st ";

    [Fact]
    public void Readme_CommandLines_AreAcceptedByTheParser()
    {
        RootCommand root = CommandTree.Create(new Terminal(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken);
        string[][] lines = [.. CommandLines()];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(root.Parse(line).Errors.Count == 0, $"{string.Join(' ', line)}: {string.Join(" ", root.Parse(line).Errors.Select(error => error.Message))}"));
    }

    [Fact]
    public void Readme_EveryCommandOfTheCatalog_IsShown() => Assert.Subset(
        CommandLines().Select(line => line[0]).ToHashSet(),
        BuiltInCommands.All.Names.ToHashSet());

    private static IEnumerable<string[]> CommandLines() => File.ReadLines(ReadmePath())
        .Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))
        .Select(line => line[Prompt.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string ReadmePath()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MT2ST.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository: no MT2ST.slnx above them.");
        return Path.Combine(folder, "README.md");
    }
}
