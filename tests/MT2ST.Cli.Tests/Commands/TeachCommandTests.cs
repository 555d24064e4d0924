namespace MT2ST.Cli.Tests.Commands;

public sealed class TeachCommandTests
{
    [Fact]
    public void Teach_FileThatIsNoTargets_IsNotReplacedWithoutForce()
    {
        using TemporaryFolder folder = new();
        string texts = folder.Write("texts.txt", "A text.\n"), output = folder.Write("notes.txt", "my notes");
        CommandResult result = CommandLine.Run("teach", "--teacher", folder.Root, "--texts", texts, "--output", output);
        result.AssertFailsAfterProgress(ExitCode.Usage, "is there already");
        Assert.Equal("my notes", File.ReadAllText(output));
    }

    [Fact]
    public void Teach_WithoutThePackage_SaysHowToGetIt()
    {
        using TemporaryFolder folder = new();
        string texts = folder.Write("texts.txt", "A text.\n");
        CommandResult result = CommandLine.RunProcess(["teach", "--teacher", folder.Root, "--texts", texts, "--output", folder.Path("targets")], ("MT2ST_TEACHERS", folder.Root));
        result.AssertFailsAfterProgress(ExitCode.Failure, "teach needs the package MT2ST.Teachers");
    }

    [Fact]
    public void Teach_OptionWithoutEffectOnTheFormat_IsAnError()
    {
        using TemporaryFolder folder = new();
        string texts = folder.Write("texts.txt", "A text.\n");
        CommandLine.Run("teach", "--teacher", folder.Root, "--texts", texts, "--format", "text", "--text-column", "text", "--output", folder.Path("targets"))
            .AssertFailsAfterProgress(ExitCode.Usage, "--text-column is set, but");
    }

    [Theory]
    [InlineData("teach encodes either --texts or --words; give one of them.")]
    [InlineData("teach encodes either --texts or --words; give one of them.", "--texts", "a", "--words", "b")]
    [InlineData("--dimensions is for --words", "--texts", "a", "--dimensions", "3")]
    public void Teach_OptionsThatDoNotGoTogether_IsAnErrorOfUsage(string expected, params string[] arguments) =>
        CommandLine.Run(["teach", "--teacher", "teacher", "--output", "targets", .. arguments]).AssertFailsAfterProgress(ExitCode.Usage, expected);

    [Fact]
    public void Teach_WordsOfAVocabularyReadAsText_IsAnErrorOfUsage()
    {
        using TemporaryFolder folder = new();
        string words = folder.Write("vocabulary.txt", "a\t3\n");
        CommandLine.Run("teach", "--teacher", folder.Root, "--words", words, "--format", "text", "--output", folder.Path("words.txt"))
            .AssertFailsAfterProgress(ExitCode.Usage, "is a vocabulary. Leave them out.");
    }
}
