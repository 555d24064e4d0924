using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class LinearTextTaskTests : IDisposable
{
    private static readonly Vocabulary Labels = FixtureCorpora.Names("label", 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Of two texts, word 0 is in both and weighs log(3/3) + 1 = 1, words 1 and 2 in one: log(3/2) + 1. Word 1 comes twice: 1 + log 2 times that.
    [Fact]
    public void Of_TfIdf_IsTheWeightsOfTheFormulaAtLengthOne()
    {
        IndexedCorpus train = Corpus(([0, 1, 1], 0, 1), ([0, 2], 1, 2));
        SparseRows x = new TfIdfFeatures<double>("texts", train, FixtureCorpora.WordCount, pairBuckets: 1 << 20, maximumTokens: 100, TestContext.Current.CancellationToken).Of(train, TestContext.Current.CancellationToken);
        double rare = Math.Log(1.5) + 1, twice = rare * (1 + Math.Log(2)), length = Math.Sqrt(1 + (twice * twice) + (2 * rare * rare)); // The pairs 0 1 and 1 1.
        Assert.Equal([0, 1], x.Columns(0)[..2].ToArray());
        Assert.Equal([1 / length, twice / length, rare / length, rare / length], x.Values(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData("tfidf")]
    [InlineData("teacher")]
    public void TrainBatch_FirstOne_FitsAndTheOthersDoNothing(string encoder)
    {
        IndexedCorpus train = Corpus([.. Enumerable.Range(0, 30).Select(i => (new[] { i % 3, 3 + (i % 5) }, i % 3, (ulong)i + 1))]);
        ITask<float> task = Create(train, new ClassificationOptions { Encoder = encoder, Targets = encoder == "teacher" ? [Vectors(30)] : [] });
        Assert.True(task.Evaluate(train, TestContext.Current.CancellationToken).Value < 0.5);
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        Assert.True(worker.TrainBatch(new SgdUpdate<float>(1), 8).MultiplyAdds > 0);
        Assert.Equal(0, worker.TrainBatch(new SgdUpdate<float>(1), 8).MultiplyAdds);
        Assert.Equal(1, task.Evaluate(train, TestContext.Current.CancellationToken).Value);
    }

    // Five labels in turn: folds by place alone would each hold one label, and train without it.
    [Fact]
    public void TrainBatch_LabelsInTurn_ChoosesACostThatLearns()
    {
        IndexedCorpus train = Corpus([.. Enumerable.Range(0, 50).Select(i => (new[] { i % 5, 6 + (i % 7) }, i % 5, (ulong)i + 1))]);
        ITask<float> task = Create(train, new ClassificationOptions { Encoder = "tfidf" });
        task.CreateWorker(Shard.Whole(seed: 1)).TrainBatch(new SgdUpdate<float>(1), 8);
        Assert.Equal(1, task.Evaluate(train, TestContext.Current.CancellationToken).Value);
    }

    [Fact]
    public void Evaluate_TextWithoutATeachersVector_SaysHowMany()
    {
        IndexedCorpus train = Corpus([.. Enumerable.Range(0, 30).Select(i => (new[] { i % 3 }, i % 3, (ulong)i + 1))]);
        ITask<float> task = Create(train, new ClassificationOptions { Encoder = "teacher", Targets = [Vectors(30)] });
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => task.Evaluate(Corpus(([0], 0, 1), ([1], 0, 77), ([], 0, 78)), TestContext.Current.CancellationToken));
        Assert.Contains("found no vector for 1 of 3 texts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_BesideAuxiliaries_IsRefused() =>
        Assert.Contains("they have no effect", Assert.Throws<SettingException>(() => Create(Corpus(([0], 0, 1)), new ClassificationOptions { Encoder = "tfidf" }, hasAuxiliaries: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void Train_Baseline_IsForComparisonsAlone() =>
        Assert.Contains("Use mt2st compare", Assert.Throws<SettingException>(() => EmbeddingTrainer.Train(new RunOptions { Primary = new ClassificationOptions { Train = "a.tsv", Encoder = "tfidf" } }, cancellationToken: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    // By the label, which word i % 3 has too.
    private string Vectors(int count) =>
        TargetFiles.Write(_folder.Path("teacher"), [.. Enumerable.Range(0, count).Select(i => (ulong)i + 1)], [.. Enumerable.Range(0, count).Select(i => new[] { i % 3 == 0 ? 1f : 0, i % 3 == 1 ? 1f : 0, i % 3 == 2 ? 1f : 0.1f })]);

    private static ITask<float> Create(IndexedCorpus train, ClassificationOptions options, bool hasAuxiliaries = false) => options.Create(new TaskContext<float>
    {
        Name = "texts",
        Table = new EmbeddingTable<float>(FixtureCorpora.WordCount, dimensions: 4, scale: 0.1, new SeededRandom(seed: 1)),
        Train = train,
        Seed = 1,
        HasAuxiliaries = hasAuxiliaries,
    });

    private static IndexedCorpus Corpus(params (int[] Words, int Label, ulong Key)[] texts)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels, keysTexts: true);
        foreach ((int[] words, int label, ulong key) in texts)
            corpus.Add(words, labels: [label], textKey: key);
        return corpus.Build();
    }
}
