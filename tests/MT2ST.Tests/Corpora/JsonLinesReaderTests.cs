using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class JsonLinesReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_UsualFields_AreTextAndLabel() => Assert.Equal(
        ["1: good \"soup\", café {pos}", "3: bad {neg}"],
        ReadExample.All(_folder.Write("a.jsonl", "{\"id\": 1, \"text\": \"good \\\"soup\\\", caf\\u00e9\", \"label\": \"pos\"}\n\n{\"label\":\"neg\",\"meta\":{\"text\":[1]},\"text\":\"bad\"}\n")));

    [Theory]
    [InlineData("7", "7")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("true", "true")]
    [InlineData("[\"a\", 2, false]", "a 2 false")]
    public void Read_LabelOfAnyKind_IsItsText(string value, string expected) => Assert.Equal(
        [$"1: one {{{expected}}}"],
        ReadExample.All(_folder.Write("a.ndjson", $"{{\"text\": \"one\", \"label\": {value}}}\r\n")));

    [Fact]
    public void Read_NamedFields_AreTaken() => Assert.Equal(
        ["1: one {b c}"],
        ReadExample.All(_folder.Write("a.jsonl", "{\"text\": \"no\", \"body\": \"one\", \"kinds\": \"b;c\"}\n"), new CorpusOptions { TextColumn = "body", LabelColumn = "kinds", LabelSeparator = ";" }));

    [Fact]
    public void Read_NoLabel_GivesTexts() => Assert.Equal(["1: one", "2: "], ReadExample.All(_folder.Write("a.jsonl", "{\"review\": \"one\"}\n{\"review\": null}\n")));

    [Theory]
    [InlineData("a.jsonl", "", "jsonl")]
    [InlineData("a.NDJSON.gz", "", "jsonl")]
    [InlineData("a.txt", "{\"text\": \"one\"}\n { \"text\": \"two\"}\n", "jsonl")]
    [InlineData("a.json", "{\"text\": \"one\"}\n", "text")]
    [InlineData("a.txt", "{one}\n{two}\n", "text")]
    [InlineData("a.txt", "{\"text\": \"one\"}\ntwo\n", "text")]
    public void FormatOf_NameOrContent_TellsJsonLines(string name, string text, string expected) =>
        Assert.Equal(expected, FormatDetection.FormatOf(_folder.Write(name, text), isTextAlone: true));

    [Theory]
    [InlineData("{\"text\": \"one\", \"label\": \"a\"}\n{\"text\": \"two\"\n", ":2: found broken JSON at byte ")]
    [InlineData("{\"text\": \"one\", \"label\": \"a\"}\n[1]\n", ":2: found broken JSON at byte 1 of the line, expected an object")]
    [InlineData("{\"text\": \"one\", \"label\": \"a\"} {}\n", ":1: found broken JSON at byte 31 of the line")]
    [InlineData("{\"text\": \"one\", \"label\": \"a\"}\n{\"label\": \"a\"}\n", ":2: found no field 'text', expected the text in it.")]
    [InlineData("{\"text\": \"one\", \"label\": \"a\"}\n{\"text\": \"two\"}\n", ":2: found no label in the field 'label', expected one in every object.")]
    [InlineData("{\"text\": [\"one\"], \"label\": \"a\"}\n", ":1: found an array in the field 'text', expected a string.")]
    [InlineData("{\"text\": \"one\", \"label\": {\"a\": 1}}\n", ":1: found an object in the field 'label', expected a string.")]
    [InlineData("{\"text\": \"one\", \"text\": \"two\"}\n", ":1: found the field 'text' twice, expected it once.")]
    [InlineData("{\"text\": \"\\ud800\"}\n", ":1: found an escape such as \\ud83d that is one half of a character, expected both halves.")]
    [InlineData("{\"story\": \"one\", \"kind\": \"a\"}\n", ":1: found the fields 'story', 'kind', expected one with the text, such as 'text'.")]
    public void Read_WrongLine_SaysWhereAndWhat(string text, string message)
    {
        string path = _folder.Write("a.jsonl", text);
        Assert.StartsWith(path + message, Assert.Throws<InvalidDataException>(() => ReadExample.All(path)).Message, StringComparison.Ordinal);
    }
}
