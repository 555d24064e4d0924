using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class FormatDetectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.conllu", "", "conllu")]
    [InlineData("a.CoNLL", "", "conll")]
    [InlineData("a.csv", "", "csv")]
    [InlineData("brown.tagged.txt", "", "wordtag")]
    [InlineData("a.txt", "one two\nthree", "text")]
    [InlineData("a.txt", "", "text")]
    [InlineData("a.txt", "__label__a one\n__label__b two", "fasttext")]
    [InlineData("a.txt", "earn\tone two\nacq\tthree", "tsv")]
    [InlineData("a.txt", "one\ttwo\nthree", "text")]
    [InlineData("a.txt", "The/at jury/nn\nsaid/vbd", "wordtag")]
    [InlineData("a.txt", "# one\n# two\n# three", "text")]
    [InlineData("a.txt", "a\tb\tc\td\te\tf\tg\th\ti\tj\n", "tsv")]
    [InlineData("a.txt", "either/or is a question", "text")]
    [InlineData("a.txt", "# sent_id = 1\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", "conllu")]
    public void FormatOf_NameAndFirstLines_TellTheFormat(string name, string text, string expected) =>
        Assert.Equal(expected, FormatDetection.FormatOf(_folder.Write(name, text)));

    [Theory]
    [InlineData("a.txt", "one\ttwo\nthree\tfour", "pairs")]
    [InlineData("a.gz", "", "pairs")]
    [InlineData("a.tsv", "", "tsv")]
    public void FormatOf_NameThatSaysNothing_IsTheTasksFormat(string name, string text, string expected) =>
        Assert.Equal(expected, FormatDetection.FormatOf(_folder.Write(name, text), BuiltInCorpora.Pairs));

    [Theory]
    [InlineData("a.txt", "1\tone two\n2\tthree", "text")]
    [InlineData("a.txt", "\tone two\n\tthree", "text")]
    [InlineData("a.tsv", "1\tone two\n2\tthree", "tsv")]
    [InlineData("a.TAB.gz", "", "tsv")]
    [InlineData("a.txt", "# sent_id = 1\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", "conllu")]
    public void FormatOf_TextAlone_IsATableByItsNameOnly(string name, string text, string expected) =>
        Assert.Equal(expected, FormatDetection.FormatOf(_folder.Write(name, text), isTextAlone: true));

    [Fact]
    public void Resolve_TextAloneWithAColumn_IsATable() => Assert.Equal(
        "tsv",
        new CorpusSource(_folder.Write("a.txt", "1\tone two\n2\tthree"), new CorpusOptions { IsTextAlone = true, TextColumn = "2" }).Resolve().Options.Format);

    [Fact]
    public void FormatOf_Folder_IsWordNet() => Assert.Equal("wordnet", FormatDetection.FormatOf(_folder.Root));

    [Fact]
    public void FormatOf_StandardInput_IsText() => Assert.Equal("text", FormatDetection.FormatOf(CorpusSource.StandardInput));
}
