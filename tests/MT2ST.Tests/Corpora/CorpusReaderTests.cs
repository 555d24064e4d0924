using System.IO.Compression;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class CorpusReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one two\n\nthree\n")]
    [InlineData("\uFEFFone two\r\n  \r\nthree")]
    public void Text_AnyLineBreaks_GivesADocumentALine(string text) =>
        Assert.Equal(["1: one two", "3: three"], ReadExample.All(_folder.Write("a.txt", text)));

    [Fact]
    public void Text_LineLongerThanTheReadBuffer_IsWhole()
    {
        string line = string.Join(' ', Enumerable.Repeat("word", 100_000));
        Assert.Equal([$"1: {line}", "2: end"], ReadExample.All(_folder.Write("a.txt", $"{line}\nend")));
    }

    [Fact]
    public void Text_Gzip_IsDecompressed()
    {
        string path = _folder.Path("a.txt.gz");
        using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
            stream.Write("one\ntwo\n"u8);
        Assert.Equal(["1: one", "2: two"], ReadExample.All(path));
    }

    [Fact]
    public void Read_SeveralFiles_GivesThemInOrder()
    {
        CorpusSource source = new([_folder.Write("b.txt", "one"), _folder.Write("a.txt", "two")]);
        Assert.Equal(["1: one", "1: two"], source.Read(TestContext.Current.CancellationToken).Select(ReadExample.Render));
    }

    [Fact]
    public void Csv_QuotesAndLineBreaks_KeepTheFieldWhole() => Assert.Equal(
        ["2: a \"quoted\",\ntext {x}", "4: plain {y}"],
        ReadExample.All(_folder.Write("a.csv", "text,label\n\"a \"\"quoted\"\",\ntext\",x\nplain,y\n")));

    [Fact]
    public void Csv_NamedColumns_AreFoundInTheHeader() => Assert.Equal(
        ["2: good {1}"],
        ReadExample.All(_folder.Write("a.csv", "id,Stars,Review\n7,1,good\n"), new CorpusOptions { TextColumn = "review", LabelColumn = "stars" }));

    [Fact]
    public void Csv_SeveralTextColumns_AreJoined() => Assert.Equal(
        ["1: title body {3}"],
        ReadExample.All(_folder.Write("a.csv", "3,title,body\n"), new CorpusOptions { TextColumn = "2,3", LabelColumn = "1" }));

    [Fact]
    public void Tsv_Quotes_AreText() => Assert.Equal(
        ["1: say \"no {x}"],
        ReadExample.All(_folder.Write("a.tsv", "say \"no\tx\n")));

    [Fact]
    public void Tsv_LabelFirst_IsTakenForTheColumnWithFewerValues() => Assert.Equal(
        ["1: a b {x}", "2: c d {x}", "3: e f {y}"],
        ReadExample.All(_folder.Write("a.tsv", "x\ta b\nx\tc d\ny\te f\n")));

    [Fact]
    public void Tsv_NoLabelColumn_GivesTexts() => Assert.Equal(
        ["1: a", "2: b"],
        ReadExample.All(_folder.Write("a.tsv", "a\tx\nb\tx\n"), new CorpusOptions { TextColumn = "1", LabelColumn = CorpusOptions.NoColumn }));

    [Fact]
    public void FastText_SeveralLabels_AreAllRead() => Assert.Equal(
        ["1:  the text {a b}", "2:  more {a}"],
        ReadExample.All(_folder.Write("a.txt", "__label__a __label__b the text\n__label__a more\n")));

    [Fact]
    public void Conllu_RangesEmptyNodesAndComments_ArePassedOver() => Assert.Equal(
        ["1: Don't stop [VERB VERB]", "8: Go [VERB]"],
        ReadExample.All(_folder.Write("a.conllu", """
            # text = Don't stop
            1-2	Don't	_	_	_	_	_	_	_	_
            1	Don't	do	VERB	VB	_	0	root	_	_
            1.1	x	x	X	X	_	_	_	_	_
            # a comment
            2	stop	stop	VERB	VBP	_	1	x	_	_

            1	Go	go	VERB	VBZ	_	0	root	_	_
            """)));

    [Theory]
    [InlineData("xpos", "VB")]
    [InlineData("5", "VB")]
    [InlineData("deprel", "root")]
    public void Conllu_OtherTagColumn_GivesItsValues(string column, string expected) => Assert.Equal(
        [$"1: Go [{expected}]"],
        ReadExample.All(_folder.Write("a.conllu", "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n"), new CorpusOptions { TagColumn = column }));

    [Fact]
    public void Conll_DefaultColumns_AreFirstAndLast() => Assert.Equal(
        ["3: EU rejects [B-ORG O]", "6: Peter [B-PER]"],
        ReadExample.All(_folder.Write("a.conll", "-DOCSTART- -X- O\n\nEU NNP B-ORG\nrejects VBZ O\n\nPeter\tNNP\tB-PER")));

    [Fact]
    public void Conll_NumberedTagColumn_GivesItsValues() => Assert.Equal(
        ["1: EU [NNP]"],
        ReadExample.All(_folder.Write("a.conll", "EU NNP B-ORG\n"), new CorpusOptions { TagColumn = "2" }));

    [Fact]
    public void WordTag_SlashInTheWord_SplitsAtTheLastOne() => Assert.Equal(
        ["1: 1/2 cup [cd nn]"],
        ReadExample.All(_folder.Write("brown.tagged.txt", "1/2/cd cup/nn\n")));

    [Fact]
    public void Scores_BlanksAndTabs_GivePairsWithTheirScore() => Assert.Equal(
        ["2: sun star {9.5}", "4: sun moon {-7}"],
        ReadExample.All(_folder.Write("a.txt", "# judged\nsun star 9.5\n\nsun\tmoon\t-7\n"), new CorpusOptions { Format = "scores" }));

    [Theory]
    [InlineData("sun,star,9.5\nsun,moon,-7\n")]
    [InlineData("sun; star; 9.5\nsun; moon; -7\n")]
    [InlineData("sun|star|9.5\nsun|moon|-7\n")]
    [InlineData("\uFEFF\"sun\",\"star\",9.5\r\nsun,moon,-7\r\n")]
    public void Scores_OtherSeparators_GiveTheSamePairs(string text) => Assert.Equal(
        ["1: sun star {9.5}", "2: sun moon {-7}"],
        ReadExample.All(_folder.Write("a.csv", text), new CorpusOptions { Format = "scores" }));

    [Theory]
    [InlineData("word1\tword2\tscore\nsun\tstar\t9.5\n", 1)]
    [InlineData("# made by hand\n\nWord 1;Word 2;Human (mean)\nsun;star;9.5\n", 3)]
    [InlineData("word1 word2 score\nsun star 9.5\n", 1)]
    public void Scores_Header_IsPassedOverWithANote(string text, int line)
    {
        string path = _folder.Write("a.txt", text);
        CorpusSource source = new(path, new CorpusOptions { Format = "scores" });
        Assert.Equal([$"{line + 1}: sun star {{9.5}}"], source.Read(TestContext.Current.CancellationToken).Select(ReadExample.Render));
        Assert.Equal([$"{path}:{line}: has no score and was passed over as a header."], source.Notes);
    }

    [Theory]
    [InlineData("sun star\n", ":1: found 2 columns, expected 3: word word score.")]
    [InlineData("sun star 1\nsun star 9x\n", ":2: found the score '9x', expected a number such as 7.35.")]
    public void Scores_WrongLine_SaysWhere(string text, string message) =>
        AssertWrong("scores", text, message);

    [Fact]
    public void Questions_Sections_ArePassedOver() => Assert.Equal(
        ["2: Athens Greece Oslo Norway", "4: run ran walk walked"],
        ReadExample.All(_folder.Write("a.txt", ": capitals\nAthens Greece Oslo Norway\n: gram1\nrun ran walk walked\n"), new CorpusOptions { Format = "questions" }));

    [Fact]
    public void Questions_ThreeWords_SaysWhere() =>
        AssertWrong("questions", ": a\nAthens Greece Oslo\n", ":2: found 3 words, expected 4 as in 'Athens Greece Oslo Norway', or ': section'.");

    private void AssertWrong(string format, string text, string message)
    {
        string path = _folder.Write("wrong.txt", text);
        Assert.Equal(path + message, Assert.Throws<InvalidDataException>(() => ReadExample.All(path, new CorpusOptions { Format = format })).Message);
    }

    [Fact]
    public void Pairs_RelationLabel_StandsOnEveryLine() => Assert.Equal(
        ["1: big large huge {synonym}", "3: small tiny {synonym}"],
        ReadExample.All(_folder.Write("a.txt", "big large huge\nalone\nsmall tiny\n"), new CorpusOptions { Format = "pairs", RelationLabel = "synonym" }));

    [Fact]
    public void Read_Cancelled_Throws()
    {
        CorpusSource source = new(_folder.Write("a.txt", "one"));
        Assert.Throws<OperationCanceledException>(() => source.Read(new CancellationToken(canceled: true)).Count());
    }

    [Fact]
    public void Resolve_GuessedColumns_AreNamedInTheOptions()
    {
        CorpusOptions options = new CorpusSource(_folder.Write("a.tsv", "x\ta b\nx\tc d\n")).Resolve().Options;
        Assert.Equal(new CorpusOptions { Format = "tsv", TextColumn = "2", LabelColumn = "1" }, options);
    }

    [Theory]
    [InlineData("pos\tgood film\n", "1")]
    [InlineData("pos\tgood film\nneg\tbad film\n", "1")]
    [InlineData("good film\tpos\nbad film\tneg\n", "2")]
    [InlineData("good\tpos\nbad\tneg\n", "2")]
    public void Table_FewRowsOfDifferentLabels_TellsTheTextByItsBlanks(string rows, string label)
    {
        CorpusOptions options = new CorpusSource(_folder.Write("few.tsv", rows)).Resolve().Options;
        Assert.Equal(label, options.LabelColumn);
    }
}
