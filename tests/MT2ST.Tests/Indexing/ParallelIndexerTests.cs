using System.IO.Compression;
using System.Text;
using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Indexing;

public sealed class ParallelIndexerTests : IDisposable
{
    private static readonly string[] Words = ["the", "Cat's", "année", "中文", "state-of-the-art", "x", "Don't", "\u00A0", "antidisestablishmentarianism"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Index_SeveralThreads_GivesWhatOneGives(int threads)
    {
        string[] paths =
        [
            Write("one.txt", "\uFEFF" + Text(4000, seed: 1) + "no line break at the end"),
            Write("empty.txt", ""),
            Write("two.txt", Text(100, seed: 2).Replace("\n", "\r\n", StringComparison.Ordinal) + new string('y', 3 * Utf8LineReader.InitialBufferLength) + "\n\n \n" + Text(2000, seed: 3)),
            Compressed("three.gz", Text(1500, seed: 4)),
        ];
        IndexedCorpus alone = Index(paths, threads: 1), together = Index(paths, threads);

        Assert.Equal(Listed(alone.Words), Listed(together.Words));
        Assert.Equal(alone.Words.Counts, together.Words.Counts);
        Assert.Equal(alone.DocumentCount, together.DocumentCount);
        for (int document = 0; document < alone.DocumentCount; document++)
            Assert.Equal(alone.Tokens(document), together.Tokens(document));
    }

    [Fact]
    public void Index_NothingButBlankLines_IsRefusedAsOnOneThread()
    {
        string[] paths = [Write("blank.txt", "\n  \n\t\n")];
        string message = Assert.Throws<InvalidDataException>(() => Index(paths, threads: 1)).Message;
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Index(paths, threads: 2)).Message);
    }

    [Fact]
    public void Index_MissingSecondFile_ThrowsAndEnds() =>
        Assert.Throws<FileNotFoundException>(() => Index([Write("one.txt", Text(3000, seed: 1)), _folder.Path("missing.txt")], threads: 3));

    [Fact]
    public void Index_DamagedFile_TellsWhere()
    {
        string path = Compressed("whole.gz", Text(6000, seed: 1));
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 100).Clear();
        File.WriteAllBytes(path, bytes);
        Assert.StartsWith(path + ":", Assert.Throws<InvalidDataException>(() => Index([path], threads: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_Cancelled_Ends()
    {
        string path = Write("one.txt", Text(3000, seed: 1));
        Assert.Throws<OperationCanceledException>(() =>
            new CorpusIndexer(threads: 2).Add(new CorpusSource(path), cancellationToken: new CancellationToken(canceled: true)));
    }

    private static IndexedCorpus Index(string[] paths, int threads)
    {
        CorpusIndexer indexer = new(threads: threads);
        PendingCorpus pending = indexer.Add(
            new CorpusSource(ExampleSource.FromFiles(paths), new CorpusOptions { Format = BuiltInCorpora.Text }),
            new IndexingOptions { MinimumCount = 2, DropUnknownWords = true, MaximumDocumentTokens = 50 },
            Cancellation);
        indexer.BuildVocabulary();
        return indexer.Complete(pending);
    }

    private static IEnumerable<string> Listed(Vocabulary words) => Enumerable.Range(0, words.Count).Select(id => words[id]);

    /// <summary>Lines of about 300 bytes.</summary>
    private static string Text(int lineCount, ulong seed)
    {
        SeededRandom random = new(seed);
        StringBuilder text = new();
        for (int line = 0; line < lineCount; line++)
        {
            for (int word = random.NextInt32(80); word > 0; word--)
                text.Append(random.NextInt32(3) == 0 ? $"w{random.NextInt32(20_000)}" : Words[random.NextInt32(Words.Length)]).Append(' ');
            text.Append('\n');
        }
        return text.ToString();
    }

    private string Write(string name, string text) => _folder.Write(name, text);

    private string Compressed(string name, string text)
    {
        using GZipStream stream = new(File.Create(_folder.Path(name)), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return _folder.Path(name);
    }
}
