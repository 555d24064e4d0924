using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Indexing;

public sealed class StreamedCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100_000, 1)]
    [InlineData(0, 3)]
    public void Tokens_BeyondTheLimit_AreThoseInMemory(long limit, int threads)
    {
        string path = Write(6000);
        IndexedCorpus held = Index(path, long.MaxValue, threads: 1), streamed = Index(path, limit, threads);
        Assert.False(held.IsStreamed);
        Assert.True(streamed.IsStreamed);
        Assert.True(streamed.BlockOf(0) < streamed.BlockOf(streamed.DocumentCount - 1), "The test needs several blocks.");
        Assert.Equal(held.DocumentCount, streamed.DocumentCount);
        Assert.Equal(held.TokenCount, streamed.TokenCount);
        for (int document = 0; document < held.DocumentCount; document++)
            Assert.Equal(held.Tokens(document), streamed.Tokens(document));
    }

    [Fact]
    public void Tokens_ManyThreadsInAnyOrder_AreThoseInMemory()
    {
        string path = Write(3000);
        IndexedCorpus held = Index(path, long.MaxValue), streamed = Index(path, 0);
        Parallel.For(0, 4, thread =>
        {
            SeededRandom random = new(1, (ulong)thread);
            for (int i = 0; i < 500; i++)
            {
                int document = random.NextInt32(held.DocumentCount);
                Assert.Equal(held.Tokens(document), streamed.Tokens(document));
            }
        });
    }

    [Fact]
    public void Index_SampleBeyondTheLimit_IsStreamed()
    {
        string path = Write(6000);
        IndexedCorpus held = Index(path, long.MaxValue, sample: 4000), streamed = Index(path, 0, sample: 4000);
        Assert.False(held.IsStreamed);
        Assert.True(streamed.IsStreamed);
        Assert.Equal(held.DocumentCount, streamed.DocumentCount);
        for (int document = 0; document < held.DocumentCount; document++)
            Assert.Equal(held.Tokens(document), streamed.Tokens(document));
    }

    [Fact]
    public void Index_WithinTheLimit_StaysInMemory() => Assert.False(Index(Write(10), 1 << 20).IsStreamed);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void OfDocuments_StreamedCorpus_VisitsEachDocumentOnceAnEpochBlockByBlock(int shards)
    {
        IndexedCorpus whole = Index(Write(6000), 0);
        IndexedCorpus corpus = whole.Slice(0, whole.DocumentCount - 60);
        int blockCount = corpus.BlockOf(corpus.DocumentCount - 1) + 1;
        ExampleOrder[] orders = [.. Enumerable.Range(0, shards).Select(index =>
            ExampleOrder.OfDocuments(corpus, leastTokens: 1, new Shard(index, shards, Seed: 5), new SeededRandom(5, (ulong)index)))];
        int[] before = [];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            int[] visited = [.. orders.SelectMany(order => Enumerable.Range(0, order.Count).Select(_ => order.Next()))];
            Assert.Equal(Enumerable.Range(0, corpus.DocumentCount), visited.Order());
            Assert.NotEqual(before, visited);
            int changes = visited.Zip(visited.Skip(1)).Count(pair => corpus.BlockOf(pair.First) != corpus.BlockOf(pair.Second));
            Assert.InRange(changes, blockCount - 1, blockCount + (2 * shards));
            before = visited;
        }
    }

    private static IndexedCorpus Index(string path, long limit, int threads = 1, int? sample = null)
    {
        CorpusIndexer indexer = new(threads: threads);
        PendingCorpus pending = indexer.Add(
            new CorpusSource(path, new CorpusOptions { Format = BuiltInCorpora.Text }),
            new IndexingOptions { MinimumCount = 3, DropUnknownWords = true, MemoryLimit = limit, Limit = sample, LimitSample = sample is not null },
            Cancellation);
        indexer.BuildVocabulary();
        return indexer.Complete(pending);
    }

    /// <summary>Lines of up to 60 words, some of which are too rare for the vocabulary.</summary>
    private string Write(int lineCount)
    {
        SeededRandom random = new(7);
        return _folder.Write("text.txt", string.Concat(Enumerable.Range(0, lineCount).Select(_ =>
            string.Join(' ', Enumerable.Range(0, random.NextInt32(60)).Select(_ => $"w{Math.Min(random.NextInt32(500), random.NextInt32(30_000))}")) + "\n")));
    }
}
