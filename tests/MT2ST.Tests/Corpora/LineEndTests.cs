using System.Text;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class LineEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one\rtwo\rthree")]
    [InlineData("one\rtwo\rthree\r")]
    [InlineData("\uFEFFone\rtwo\rthree\r\n")] // An editor has added a line end of its own.
    [InlineData("one\rtwo\rthree\n")]
    [InlineData("one\r\ntwo\r\nthree\r\n")]
    [InlineData("one\r\ntwo\nthree")]
    public void Read_AnyLineEnds_GivesTheSameLines(string text) =>
        Assert.Equal(["1: one", "2: two", "3: three"], ReadExample.All(_folder.Write("a.txt", text)));

    [Fact]
    public void Read_FewReturnsAmongFeeds_EndNoLines() =>
        Assert.Equal(["1: one\rtwo", "2: three", "3: four"], ReadExample.All(_folder.Write("a.txt", "one\rtwo\nthree\nfour\n")));

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Read_LinesOfSeveralBlocks_AreAllThere(string end)
    {
        string[] lines = [.. Enumerable.Range(0, 60_000).Select(i => $"word {i}")]; // Ends fall on both sides of a block's border.
        string path = _folder.Write("a.txt", string.Concat(lines.Select(line => line + end)));
        Assert.Equal(lines, CorpusSource.ReadLines(path, TestContext.Current.CancellationToken).Select(line => Encoding.UTF8.GetString(line.Span)));
        using Utf8LineReader reader = Utf8LineReader.Open(path, TestContext.Current.CancellationToken);
        List<string> ofBlocks = [];
        for (LineBlock block = new(); reader.ReadBlock(block);)
            for (Utf8LineReader inner = Utf8LineReader.Over(block); inner.Read();)
            {
                ofBlocks.Add(Encoding.UTF8.GetString(inner.Line.Span));
                Assert.Equal(ofBlocks.Count, inner.LineNumber);
            }
        Assert.Equal(lines, ofBlocks);
    }
}
