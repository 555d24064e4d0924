using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class ConllReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_CommentsAskedFor_AreLeftOut() => Assert.Equal(
        ["1: Mara likes [B-PER O]", "5: # 1 [O O]"],
        ReadExample.All(_folder.Write("a.conll", "# s1\nMara B-PER\nlikes O\n\n#id=2\n# a longer one\n#\tO\n1 O\n"), new CorpusOptions { HasComments = true }));

    [Fact]
    public void Read_LineThatLooksLikeAComment_IsATokenWithANote()
    {
        string path = _folder.Write("a.conll", "Ann B-PER\n\n# s1\nMara B-PER\n\n# s2\nTom B-PER\n");
        CorpusSource source = new(path);
        Assert.Equal(
            ["1: Ann [B-PER]", "3: # Mara [s1 B-PER]", "6: # Tom [s2 B-PER]"],
            source.Read(TestContext.Current.CancellationToken).Select(ReadExample.Render));
        Assert.Equal([$"{path}:3: a line in front of a sentence begins with '# s1' and was read as a token. If such lines are comments, set comments to true."], source.Notes);
    }

    [Fact]
    public void Read_CommentsSaidToBeNone_AreTokensWithoutANote()
    {
        CorpusSource source = new(_folder.Write("a.conll", "# O\n1 O\n"), new CorpusOptions { HasComments = false });
        Assert.Single(source.Read(TestContext.Current.CancellationToken).Select(ReadExample.Render), "1: # 1 [O O]");
        Assert.Empty(source.Notes);
    }

    [Fact]
    public void Read_CommentOfOtherColumns_SaysWhatToSet()
    {
        string path = _folder.Write("a.conll", "# text = Mara sings\nMara B-PER\nsings O\n");
        Assert.Equal(
            $"{path}:2: found 2 columns, expected 5 as on the lines before. Was the file cut off? Line 1 begins with '#': if it is a comment, set comments to true.",
            Assert.Throws<InvalidDataException>(() => ReadExample.All(path)).Message);
    }

    [Fact]
    public void Read_TabsOnEachLine_KeepBlanksInWords() => Assert.Equal(
        ["2: New York|San Jose [B-LOC B-LOC]", "5: ice cream|tea [O O]"],
        new CorpusSource(_folder.Write("a.conll", "-DOCSTART- -X- O\nNew York\tB-LOC\nSan Jose\tB-LOC\n\nice cream \t\tO\ntea\tO"))
            .Read(TestContext.Current.CancellationToken).Select(example => $"{ReadExample.Render(example).Split(' ')[0]} {string.Join('|', Enumerable.Range(0, example.Words.Count).Select(example.Words.GetString))} [{string.Join(' ', Enumerable.Range(0, example.Tags.Count).Select(example.Tags.GetString))}]"));

    [Fact]
    public void Read_TabsOnSomeLines_SeparateLikeBlanks() => Assert.Equal(
        ["1: New likes [B-LOC O]"],
        ReadExample.All(_folder.Write("a.conll", "New York\tB-LOC\nlikes x O\n")));
}
