using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

/// <summary>Texts that belong together, from columns and from one text.</summary>
public sealed class GroupedTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tsv", "sentence1\tsentence2\tscore\na b\tc\t4.5\n", "a b|c", "4.5")]
    [InlineData("a.tsv", "a b\tc\t4.5\nd\te\t0\n", "a b|c d|e", "4.5 0")]
    [InlineData("a.tsv", "a b\tc\td\n", "a b|c|d", "")]
    [InlineData("a.tsv", "a b\tc\n", "a b|c", "")]
    [InlineData("a.txt", "a b\tc\n", "a b|c", "")]
    [InlineData("a.csv", "id,question,answer\n1,\"a, b\",c\n", "a, b|c", "")]
    [InlineData("a.csv", "anchor,positive,negative\na,b,c\n", "a|b|c", "")]
    [InlineData("a.jsonl", "{\"title\": \"a\", \"id\": 3, \"text\": \"b\"}\n{\"text\": \"d\", \"title\": \"c\"}\n", "a|b c|d", "")]
    [InlineData("a.jsonl", "{\"sentence1\": \"a\", \"sentence2\": \"b\", \"score\": 2}\n", "a|b", "2")]
    public void Read_Columns_KeepsTextsApart(string name, string content, string texts, string scores)
    {
        List<string> read = [], labels = [];
        foreach (CorpusExample example in new CorpusSource(_folder.Write(name, content), new CorpusOptions { TextGroups = TextGrouping.Columns }).Read(TestContext.Current.CancellationToken))
        {
            Assert.True(example.Text.IsEmpty);
            read.Add(string.Join('|', Enumerable.Range(0, example.Texts.Count).Select(example.Texts.GetString)));
            labels.AddRange(Enumerable.Range(0, example.Labels.Count).Select(example.Labels.GetString));
        }
        Assert.Equal(texts, string.Join(' ', read));
        Assert.Equal(scores, string.Join(' ', labels));
    }

    [Theory]
    [InlineData(TextGrouping.Title, "One. Two! Three?", "One.| Two! Three?")]
    [InlineData(TextGrouping.Title, "One alone", "")]
    [InlineData(TextGrouping.Sentences, "One is 3.5. (Two.) \"Three?\" Four", "One is 3.5.| (Two.) ;  (Two.)| \"Three?\" ;  \"Three?\"| Four")]
    [InlineData(TextGrouping.Sentences, "一。二！", "一。|二！")]
    [InlineData(TextGrouping.Halves, "a bb ccc dddd", "a bb| ccc dddd")]
    [InlineData(TextGrouping.Halves, "a bbbbbb", "a| bbbbbb")]
    public void Read_OneText_IsCut(TextGrouping groups, string text, string pairs)
    {
        List<string> read = [];
        foreach (CorpusExample example in new CorpusSource(_folder.Write("a.txt", text + "\nlast. line\n"), new CorpusOptions { TextGroups = groups }).Read(TestContext.Current.CancellationToken))
            read.Add($"{example.Texts.GetString(0)}|{example.Texts.GetString(1)}");
        Assert.Equal([.. pairs.Split(" ; ", StringSplitOptions.RemoveEmptyEntries), "last.| line"], read);
    }

    [Theory]
    [InlineData("a.txt", "one text\n", "expected a table or JSON lines")]
    [InlineData("a.tsv", "a\tb\tc\td\n", "found 4 columns, expected the options to say which ones hold texts that belong together")]
    [InlineData("a.jsonl", "{\"id\": 1, \"text\": \"b\"}\n", "expected two with texts that belong together")]
    public void Read_NoTwoTexts_SaysWhatToDo(string name, string content, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new CorpusSource(_folder.Write(name, content), new CorpusOptions { TextGroups = TextGrouping.Columns }).Read(TestContext.Current.CancellationToken).Count());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
