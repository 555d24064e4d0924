namespace MT2ST.Cli.Tests;

/// <summary>Every command line of docs/your-data.md does what the page says, on the files of samples/data.</summary>
public sealed class YourDataTests : IDisposable
{
    private const string Prompt = "./mt2st ";
    private const string Redirection = " > ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_CommandLinesInOrder_SucceedAndWriteTheirFiles()
    {
        Directory.CreateDirectory(_folder.Path("artifacts"));
        string[] lines = [.. File.ReadLines(RepositoryFiles.Path("docs", "your-data.md")).Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        foreach (string line in lines)
            Type(line);

        Assert.Equal(LineCount("new-reviews.txt"), File.ReadLines(Written("labels.tsv")).Count());
        Assert.Equal(LineCount("new-reviews.txt"), File.ReadLines(Written("helped.tsv")).Count());
        Assert.Equal(LineCount("new-sentences.txt"), File.ReadLines(Written("names.jsonl")).Count());
        Assert.Contains("\tB-PER", File.ReadAllText(Written("tags.tsv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classification", "artifacts/reviews")]
    [InlineData("tagging", "artifacts/names")]
    [InlineData("corpus", "artifacts/words")]
    public void Page_EachKindOfData_TakesAtMostFiveCommands(string kind, string output)
    {
        string[] block = Assert.Single(Blocks(), lines => lines.Any(line => line.EndsWith($"--output {output}", StringComparison.Ordinal)));
        Assert.InRange(block.Length, 1, 5);
        Assert.Contains(block, line => line.Contains(kind, StringComparison.Ordinal));
    }

    /// <summary>Runs a line as a shell in the repository's folder would, but writes into the test's folder.</summary>
    private void Type(string line)
    {
        string[] parts = line[Prompt.Length..].Split(Redirection);
        string[] arguments = [.. parts[0].Split(' ').Select(Mapped)];
        if (arguments[0] == "compare")
            arguments = [.. arguments, "--warm-up", "0"]; // Seconds that matter to times alone.
        CommandResult result = CommandLine.Run(arguments);
        Assert.True(result.ExitCode == 0, $"{line}: {result.Error}");
        if (parts.Length == 2)
            File.WriteAllText(Mapped(parts[1]), result.Output);
    }

    private string Mapped(string argument) => argument
        .Replace("samples/data/", RepositoryFiles.Path("samples", "data") + "/", StringComparison.Ordinal)
        .Replace("artifacts/", _folder.Path("artifacts") + "/", StringComparison.Ordinal);

    private string Written(string name) => _folder.Path($"artifacts/{name}");

    private static int LineCount(string sample) => File.ReadLines(RepositoryFiles.Path("samples", "data", sample)).Count();

    private static IEnumerable<string[]> Blocks() => File.ReadAllText(RepositoryFiles.Path("docs", "your-data.md")).ReplaceLineEndings("\n")
        .Split("```")
        .Where(block => block.StartsWith("sh\n", StringComparison.Ordinal))
        .Select(block => block.Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).ToArray());
}
