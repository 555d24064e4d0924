using System.IO.Compression;
using System.Text;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class CorpusErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "text,label\n\"open,x\n", ":2: found a quote that is never closed")]
    [InlineData("a.csv", "text,label\na,x\nb\n", ":3: found 1 columns, expected 2 as in the first row.")]
    [InlineData("a.tsv", "a\tb\tc\n", ":1: found 3 columns, expected the options to say which one is the text.")]
    [InlineData("a.ft", "__label__x a\nno label\n", ":2: found 'no' at the start of the line, expected __label__NAME.")]
    [InlineData("a.conllu", "1\tGo\tgo\n", ":1: found 3 tab-separated columns, expected 10.")]
    [InlineData("a.conllu", "x\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", ":1: found the id 'x', expected a number,")]
    [InlineData("a.conllu", "1\t\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", ":1: found nothing in the column form,")]
    [InlineData("a.conll", "EU NNP B-ORG\nrejects VBZ\n", ":2: found 2 columns, expected 3 as on the lines before. Was the file cut off?")]
    [InlineData("a.conll", "EU\n", ":1: found 1 columns, expected at least 2.")]
    [InlineData("a.tagged", "The/at jury\n", ":1: found 'jury', expected word/tag.")]
    [InlineData("a.txt", "\n \n", ": found no examples, expected at least one (read as format 'text').")]
    public void Read_BrokenFile_SaysWhereAndWhatWasExpected(string name, string text, string expected)
    {
        string path = _folder.Write(name, text);
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path));
        Assert.StartsWith(path + expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5 x", "3", null, ":3: found the weight '1.5 x' in column 3, expected a number in [0, 1000]. Is the column right?")]
    [InlineData("", "3", null, ":3: found the weight '' in column 3")]
    [InlineData("-1", "3", null, ":3: found the weight '-1' in column 3")]
    [InlineData("1001", "w", null, ":3: found the weight '1001' in column 3")]
    [InlineData("nan", "w", null, ":3: found the weight 'nan' in column 3")]
    [InlineData("0,5", "3", null, ":3: found the weight '0,5' in column 3")]
    [InlineData("1.01", null, "3", ":3: found the probability '1.01' in column 3, expected a number in [0, 1]. Is the column right?")]
    [InlineData("80%", null, "3", ":3: found the probability '80%' in column 3")]
    [InlineData("1", "weights", null, ":1: found no column 'weights' in the header")]
    [InlineData("1", "4", null, ":1: found 3 columns, expected at least 4.")]
    public void Read_WrongWeight_SaysWhereAndWhatWasExpected(string value, string? weight, string? probability, string expected)
    {
        string path = _folder.Write("a.tsv", $"text\tlabel\tw\na\tx\t1\nb\tx\t{value}\n");
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path, new CorpusOptions { TextColumn = "text", LabelColumn = "label", WeightColumn = weight, ProbabilityColumn = probability }));
        Assert.StartsWith(path + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WeightInTheLabelsColumn_IsRefused() => Assert.StartsWith(
        "weightColumn is 'Label', the column of something else too",
        Assert.Throws<ArgumentException>(() => new CorpusSource("a.tsv", new CorpusOptions { LabelColumn = "label", WeightColumn = "Label" })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    [InlineData("a.txt.gz")]
    [InlineData("a.csv.gz")]
    public void Read_Latin1_SaysWhereAndHowToConvert(string name)
    {
        byte[] text = Encoding.Latin1.GetBytes("un,deux\tpos\nle caf\u00e9 est ferm\u00e9, l'\u00e9t\u00e9 aussi\tneg\n");
        string path = _folder.Path(name);
        using (Stream file = File.Create(path), stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file)
            stream.Write(text);
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path));
        Assert.StartsWith($"{path}:2: found byte 0xE9, which is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneCharacterOfManyBrokenBytes_IsRead()
    {
        string path = _folder.Path("a.txt");
        File.WriteAllBytes(path, [.. "a face: "u8, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, .. " and no more\n"u8]); // CESU-8.
        Assert.Single(ReadExample.All(path));
    }

    [Fact]
    public void Read_FewBrokenCharacters_AreRead()
    {
        string path = _folder.Path("a.txt");
        File.WriteAllBytes(path, [.. "caf"u8, 0xE9, .. " na\u00efve na\u00efve\n"u8, .. "cut at the end: \u00e9"u8[..^1]]);
        Assert.Equal(2, ReadExample.All(path).Length);
    }

    [Fact]
    public void Read_ZeroByte_AsksWhetherTheFileIsBinary()
    {
        string path = _folder.Path("a.txt");
        File.WriteAllText(path, "un deux", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path));
        Assert.StartsWith($"{path}:1: found a zero byte", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "words again\n")]
    [InlineData("a.csv", "words again,pos\n")]
    public void Read_ZeroByteFurtherDown_SaysWhere(string name, string line)
    {
        string path = _folder.Write(name, string.Concat(Enumerable.Repeat(line, 40_000)) + line.Replace(' ', '\0'));
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path));
        Assert.StartsWith($"{path}:40001: found a zero byte", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutGzip_SaysWhere()
    {
        string path = _folder.Path("a.txt.gz");
        using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"word{i} "))));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5_000]);
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path));
        Assert.StartsWith($"{path}:1: found damaged gzip data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_NamesIt()
    {
        var error = Assert.Throws<FileNotFoundException>(() => ReadExample.All(_folder.Path("none.txt")));
        Assert.StartsWith($"There is no file '{_folder.Path("none.txt")}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_UnknownFormat_SuggestsAKnownOne()
    {
        var error = Assert.Throws<ArgumentException>(() => new CorpusOptions { Format = "fastext" }.Validate());
        Assert.StartsWith("format is wrong. Unknown corpus format 'fastext'. Did you mean 'fasttext'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ColumnZero_NamesTheProperty()
    {
        var error = Assert.Throws<ArgumentException>(() => new CorpusOptions { LabelColumn = "0" }.Validate());
        Assert.Equal("labelColumn is '0'; expected a name or a number of at least 1.", error.Message);
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("1,2", "2")]
    [InlineData("Body", "body")]
    public void Options_OneColumnForTextAndLabel_AreRefused(string text, string label)
    {
        var error = Assert.Throws<ArgumentException>(() => new CorpusOptions { TextColumn = text, LabelColumn = label }.Validate());
        Assert.Equal($"labelColumn is '{label}', which is textColumn too; give them different columns.", error.Message);
    }

    [Fact]
    public void Table_UnknownColumnName_NamesIt()
    {
        string path = _folder.Write("a.csv", "text,label\na,x\n");
        var error = Assert.Throws<InvalidDataException>(() => ReadExample.All(path, new CorpusOptions { TextColumn = "body", LabelColumn = "label" }));
        Assert.StartsWith($"{path}:1: found no column 'body' in the header", error.Message, StringComparison.Ordinal);
    }
}
