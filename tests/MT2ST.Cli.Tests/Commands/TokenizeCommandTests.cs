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

    [Theory]
    [InlineData("text.txt", "--text-column", "1", "format 'text', where it has no effect; it is for csv, tsv, jsonl, conllu, conll.")]
    [InlineData("text.txt", "--label-column", "2", "format 'text', where it has no effect; it is for csv, tsv, jsonl, conllu, conll.")]
    [InlineData("text.txt", "--quotes", "true", "format 'text', where it has no effect; it is for csv, tsv.")]
    [InlineData("a.jsonl", "--header", "true", "format 'jsonl', where it has no effect; it is for csv, tsv.")]
    [InlineData("a.conllu", "--header", "true", "format 'conllu', where it has no effect; it is for csv, tsv.")]
    public void Tokenize_OptionWithoutEffect_IsRefused(string name, string flag, string value, string message)
    {
        string path = _folder.Write(name, "{\"text\": \"a b\"}\n");
        CommandLine.Run("tokenize", path, flag, value).AssertFails(ExitCode.Usage, $"{flag} is set, but {path} is read as {message} Leave it out or set format.");
    }

    [Fact]
    public void Tokenize_SeparatorThatTheFileLacks_IsSaid()
    {
        string path = _folder.Write("text.txt", "a b\nc d\n");
        CommandResult result = CommandLine.Run("tokenize", path, "--separator", ";");
        Assert.Equal($"{path}: has no ';' in its first rows, so each of them is one column. Is the separator right?\n", result.Error.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Success, result.ExitCode);
    }
}
