namespace MT2ST.Cli.Tests.Commands;

/// <summary>An empty path, as an unset shell variable gives it, is a usage error of every command.</summary>
public sealed class EmptyPathTests
{
    [Theory]
    [InlineData("RUN.json is empty; name a file.", "train", "")]
    [InlineData("--dev is empty; name a file.", "train", "run.json", "--dev", "")]
    [InlineData("--corpus is empty; name a file.", "train", "--corpus", "a.txt", "")]
    [InlineData("RUN.json is empty; name a file.", "compare", "")]
    [InlineData("--output is empty; name a file.", "compare", "run.json", "--output", "")]
    [InlineData("--tuned is empty; name a file.", "compare", "run.json", "--tuned", "")]
    [InlineData("--report is empty; name a file.", "compare", "run.json", "--report", "")]
    [InlineData("--runs is empty; name a folder.", "compare", "run.json", "--runs", "")]
    [InlineData("FOLDER is empty; name a folder.", "predict", "")]
    [InlineData("FILE is empty; name a file.", "predict", "model", "")]
    [InlineData("FILE is empty; name a file.", "info", "")]
    [InlineData("FILE is empty; name a file.", "tokenize", "")]
    [InlineData("FOLDER|VECTORS is empty; name a file or a folder.", "nearest", "", "word")]
    [InlineData("FOLDER|VECTORS is empty; name a file or a folder.", "evaluate", "", "--similarity", "similar.txt")]
    [InlineData("--similarity is empty; name a file or a folder.", "evaluate", "model", "--similarity", "")]
    [InlineData("--analogies is empty; name a file.", "evaluate", "model", "--analogies", "")]
    [InlineData("RESULT.json is empty; name a file.", "report", "")]
    [InlineData("--html is empty; name a file.", "report", "result.json", "--html", "")]
    [InlineData("--plots is empty; name a folder.", "report", "result.json", "--plots", "")]
    [InlineData("--wordnet is empty; name a folder.", "demo", "--wordnet", "")]
    [InlineData("--output is empty; name a folder.", "demo", "--output", "")]
    public void EmptyPath_AnyCommand_IsAUsageError(string message, params string[] arguments) =>
        CommandLine.Run(arguments).AssertFails(ExitCode.Usage, $"{message} See 'mt2st {arguments[0]} --help'.");
}
