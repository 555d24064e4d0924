using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class TableReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("text;label\ngood soup, warm bread;pos\nbad bread;neg\n", "';'")]
    [InlineData("text|label\ngood soup, warm bread|pos\nbad bread|neg\n", "'|'")]
    [InlineData("text\tlabel\ngood soup, warm bread\tpos\nbad bread\tneg\n", "tabs")]
    [InlineData("\uFEFFtext;label\r\n\"good soup, warm bread\";pos\r\n\"bad bread\";neg\r\n", "';'")]
    [InlineData("sep=;\ntext;label\ngood soup, warm bread;pos\nbad bread;neg\n", "';'")]
    public void Csv_OtherSeparator_IsFoundByTheFirstRowsAndNoted(string text, string name)
    {
        string path = _folder.Write("a.csv", text);
        CorpusSource source = new(path);
        Assert.Equal(["good soup, warm bread {pos}", "bad bread {neg}"], Read(source));
        Assert.Equal([$"{path}: was read as a table whose columns are separated by {name}. If that is wrong, set separator."], source.Notes);
    }

    [Theory]
    [InlineData("text,label\none; two,pos\nthree; four,neg\n")]
    [InlineData("text,label\n\"one; two\",pos\n\"three; \"\"four\",neg\n")]
    public void Csv_Commas_WinOverOthersInTheText(string text)
    {
        CorpusSource source = new(_folder.Write("a.csv", text));
        Assert.Equal(2, Read(source).Length);
        Assert.Empty(source.Notes);
    }

    [Theory]
    [InlineData("a.csv", ";")]
    [InlineData("a.csv", "|")]
    [InlineData("a.txt", ";")]
    [InlineData("a.txt", "tab")]
    [InlineData("a.tsv", "~")]
    public void Separator_Given_SeparatesTheColumns(string name, string separator)
    {
        char character = CorpusOptions.SeparatorOf(separator)!.Value;
        CorpusSource source = new(_folder.Write(name, $"good, soup{character}pos\nbad{character}neg\n"), new CorpusOptions { Separator = character });
        Assert.Equal(["good, soup {pos}", "bad {neg}"], Read(source));
        Assert.Empty(source.Notes);
    }

    [Theory]
    [InlineData("tab", '\t')]
    [InlineData("\\t", '\t')]
    [InlineData("|", '|')]
    [InlineData("tabs", null)]
    [InlineData("", null)]
    public void SeparatorOf_Text_IsACharacterOrNull(string text, char? expected) => Assert.Equal(expected, CorpusOptions.SeparatorOf(text));

    [Fact]
    public void Csv_QuoteInsideAnUnquotedField_IsACharacter() => Assert.Equal(
        ["the 12\" pan is good {pos}", "O\"Brian sings badly {neg}", "a \"quoted\", text {neg}"],
        Read(new(_folder.Write("a.csv", "text,label\nthe 12\" pan is good,pos\nO\"Brian sings badly,neg\n\"a \"\"quoted\"\", text\",neg\n"))));

    [Theory]
    [InlineData("text,label\none,a\n\"two\" or three,b\n", ":3: found text behind the closing quote of a field")]
    [InlineData("text,label\none,a\n\"two,b\nthree,b\n", ":3: found a quote that is never closed")]
    [InlineData("text,label\none,a\nO\"Brian \"two,\"b\nthree,b\n", ":3: found quotes that do not match")]
    public void Csv_BrokenQuotes_SayWhereAndWhatToSet(string text, string message)
    {
        string path = _folder.Write("a.csv", text);
        string found = Assert.Throws<InvalidDataException>(() => Read(new(path))).Message;
        Assert.StartsWith(path + message, found, StringComparison.Ordinal);
        Assert.EndsWith("If quotes are characters here, set quotes to false.", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.tsv", "sentiment\treview\n1\tgood soup\n0\tbad soup\n1\tgood bread\n")]
    [InlineData("a.csv", "id,Category,Comment\n1,1,good soup\n2,0,bad soup\n3,1,good bread\n")]
    public void Header_OfUsualNames_IsOne(string name, string text) =>
        Assert.Equal(["good soup {1}", "bad soup {0}", "good bread {1}"], Read(new(_folder.Write(name, text))));

    [Fact]
    public void Header_ColumnsByNumber_IsFoundToo() => Assert.Equal(
        ["good soup {1}", "bad soup {0}"],
        Read(new(_folder.Write("a.tsv", "label\ttext\n1\tgood soup\n0\tbad soup\n"), new CorpusOptions { TextColumn = "2", LabelColumn = "1" })));

    [Fact]
    public void Header_WhoseNameIsALabelOfOtherRows_IsNone() => Assert.Equal(
        ["word {topic}", "soup {topic}", "good {tag}"],
        Read(new(_folder.Write("a.tsv", "word\ttopic\nsoup\ttopic\ngood\ttag\n"))));

    [Theory]
    [InlineData("mood\tphrase\n1\tgood soup\n0\tbad soup\n1\tgood bread\n0\tbad bread\n")]
    [InlineData("mood\tphrase\n1\tgood soup\n0\tbad soup\n1\tgood bread\n")]
    public void FirstLabelThatDoesNotComeAgain_IsNotedAsAHeader(string text)
    {
        string path = _folder.Write("a.tsv", text);
        CorpusSource source = new(path);
        Assert.Contains("phrase {mood}", Read(source));
        Assert.StartsWith($"{path}:1: the label 'mood' stands on no other line looked at. If the line is a header, set header to true", Assert.Single(source.Notes), StringComparison.Ordinal);
        Assert.Empty(NotesOf(new CorpusOptions { HasHeader = false }, path));
        Assert.Empty(NotesOf(new CorpusOptions { HasHeader = true }, path));
    }

    [Fact]
    public void FirstLabelOfManyDifferentOnes_IsNotNoted() =>
        Assert.Empty(NotesOf(new CorpusOptions(), _folder.Write("a.tsv", string.Concat(Enumerable.Range(0, 20).Select(i => $"good soup {i}\t{i}\n")))));

    [Fact]
    public void FirstLabelThatComesAgain_IsNotNoted() =>
        Assert.Empty(NotesOf(new CorpusOptions(), _folder.Write("a.tsv", "mood\tphrase\n1\tgood soup\n0\tbad soup\n1\tgood bread\nmood\tbad bread\n")));

    private static IReadOnlyList<string> NotesOf(CorpusOptions options, string path)
    {
        CorpusSource source = new(path, options);
        Read(source);
        return source.Notes;
    }

    private static string[] Read(CorpusSource source) =>
        [.. source.Read(TestContext.Current.CancellationToken).Select(ReadExample.Render).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
}
