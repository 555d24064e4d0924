using CsCheck;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class ExampleOrderTests
{
    [Fact]
    public void Next_OverAllShards_VisitsEachExampleOnceAnEpoch() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 5], Gen.ULong).Where((count, shards, _) => shards <= count).Sample((count, shards, seed) =>
        {
            ExampleOrder[] orders = [.. Enumerable.Range(0, shards).Select(index =>
                new ExampleOrder(count, new Shard(index, shards, seed), new SeededRandom(seed, (ulong)index)))];
            for (int epoch = 0; epoch < 3; epoch++)
            {
                int[] visited = [.. orders.SelectMany(order => Enumerable.Range(0, order.Count).Select(_ => order.Next()))];
                Assert.Equal(Enumerable.Range(0, count), visited.Order());
            }
        });

    [Fact]
    public void ExampleOrder_MoreSharesThanExamples_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new ExampleOrder(2, new Shard(2, 3, Seed: 1), new SeededRandom(1)));
        Assert.Equal("Share 3 of 3 of the data has no examples: give more data or use fewer threads.", thrown.Message);
    }

    [Theory]
    [InlineData("skipgram-5", "words")]
    [InlineData("lexicon-labels-5", "words")]
    [InlineData("relation-5", "pairs of words")]
    public void CreateWorker_ShareOfEmptyDocuments_Throws(string fixture, string missing)
    {
        TaskFixture described = TaskFixtures.Named(fixture);
        var corpus = new IndexedCorpusBuilder(described.Train.Words, described.Train.Labels);
        corpus.Add([1, 2]);
        corpus.Add([]);
        ITask<float> task = (described with { Train = corpus.Build() }).Create<float>();
        var thrown = Assert.Throws<ArgumentException>(() => task.CreateWorker(new Shard(1, 2, Seed: 1)));
        Assert.Equal($"Share 2 of 2 of the data has no {missing}: give more data or use fewer threads.", thrown.Message);
    }

    [Fact]
    public void Next_TwoEpochs_ComeInDifferentOrders()
    {
        var order = new ExampleOrder(50, Shard.Whole(seed: 1), new SeededRandom(1));
        int[] first = [.. Enumerable.Range(0, 50).Select(_ => order.Next())];
        int[] second = [.. Enumerable.Range(0, 50).Select(_ => order.Next())];
        Assert.NotEqual(first, second);
        Assert.NotEqual(Enumerable.Range(0, 50), first);
    }
}
