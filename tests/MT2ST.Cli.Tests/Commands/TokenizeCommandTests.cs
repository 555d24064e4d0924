namespace MT2ST.Cli.Tests.Commands;

public sealed class TokenizeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "don't stop at the café\nin 1999\n")]
    [InlineData("--lowercase false", "Don't stop at the Café\nIn 1999\n")]
    [InlineData("--fold-digits", "don't stop at the café\nin 0000\n")]
    [InlineData("--tokenizer whitespace", "don't stop, at the café!\nin 1999\n")]
    public void Tokenize_Text_WritesTheWordsOfADocumentOnALine(string options, string expected)
    {
        string path = _folder.Write("text.txt", "Don't stop, at the Café!\n\nIn 1999\n");
        CommandResult result = CommandLine.Run(["tokenize", path, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(expected, result.AssertSucceeds().Output);
    }

    [Fact]
    public void Tokenize_LabelledTable_WritesTheTextAlone()
    {
        string path = _folder.Write("reviews.tsv", "A good film\t1\nNo fun\t0\n");
        Assert.Equal("a good film\nno fun\n", CommandLine.Run("tokenize", path).AssertSucceeds().Output);
    }

    [Fact]
    public void Tokenize_DocumentWithoutWords_IsLeftOut() =>
        Assert.Equal("a\nb\n", CommandLine.Run("tokenize", _folder.Write("text.txt", "a\n...\nb\n"), "--format", "text").AssertSucceeds().Output);

    [Fact]
    public void Tokenize_Help_SaysWhereTrainingCutsRawText() =>
        Assert.Contains("after 10,000 tokens", string.Join(' ', CommandLine.Run("tokenize", "--help").AssertSucceeds().Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    [Fact]
    public void Tokenize_ItsOwnOutput_StaysTheSame()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Word{i} o'clock, ÉTÉ\n")); // More than one block.
        string once = CommandLine.Run("tokenize", _folder.Write("text.txt", text)).AssertSucceeds().Output;
        string twice = CommandLine.Run("tokenize", _folder.Write("text.tok", once), "--tokenizer", "whitespace", "--format", "text").AssertSucceeds().Output;
        Assert.Equal(20_000, once.Count(character => character == '\n'));
        Assert.Equal(once, twice);
    }

    [Fact]
    public void Tokenize_UnknownTokenizer_NamesTheKnownOnes()
    {
        CommandResult result = CommandLine.Run("tokenize", _folder.Write("text.txt", "a\n"), "--tokenizer", "word");
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("Known: whitespace, words", result.Error, StringComparison.Ordinal);
    }
}
