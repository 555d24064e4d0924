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

    [Fact]
    public void Readme_Code_IsTheSampleThatIsRun() => Assert.Contains(
        $"```csharp\n{File.ReadAllText(RepositoryFiles.Path("samples", "FirstSteps", "Program.cs")).ReplaceLineEndings("\n")}```\n",
        File.ReadAllText(ReadmePath()).ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Fact]
    public void Readme_Length_IsUnderNineHundredWords() =>
        Assert.InRange(File.ReadAllText(ReadmePath()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, 899);

    private static IEnumerable<string[]> CommandLines() => File.ReadLines(ReadmePath())
        .Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))
        .Select(line => line[Prompt.Length..].Split([" > ", " < "], StringSplitOptions.None)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string ReadmePath() => RepositoryFiles.Path("README.md");
}
