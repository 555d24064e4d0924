using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tests.Tasks.Texts;

public sealed class DistillationTaskTests : IDisposable
{
    private static readonly TaskFixture Fixture = TaskFixtures.Named("distillation-16");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_FewTexts_ReachesTheTargets()
    {
        ITask<float> task = Fixture.Create<float>();
        Train(task);
        Measurement measured = task.Evaluate(Fixture.Train, TestContext.Current.CancellationToken);
        Assert.Equal("cosine", measured.Metric);
        Assert.Equal(4, measured.ExampleCount); // The empty text is not measured.
        Assert.True(measured.Value > 0.99, $"{measured.Value}");
    }

    // A step of SGD at rate 1 takes the sum of one word, which weighs 1, all the way: its row is then the target.
    [Fact]
    public void Train_OneWordAtRateOne_MakesItsRowTheTarget()
    {
        IndexedCorpus text = Texts(([5], 3));
        ITask<double> task = (Fixture with { Train = text, Options = new DistillationOptions { Targets = [TargetFiles.Write(_folder.Path("a"), [3], [[0.6f, 0.8f]])] } }).Create<double>();
        task.CreateWorker(Shard.Whole(seed: 1)).TrainBatch(new SgdUpdate<double>(1), 1);
        double[] row = task.RowParameters[0].Rows.Row(5).ToArray();
        Assert.Equal(Math.Sqrt(2), Math.Sqrt((row[0] * row[0]) + (row[1] * row[1])), 1e-6); // Two values of mean square 1.
    }

    [Fact]
    public void Create_BesideAPrimarysBag_SharesItsRowsButNotItsSums()
    {
        TaskContext<double> context = new() { Name = "texts", Table = new EmbeddingTable<double>(FixtureCorpora.WordCount, dimensions: 16, scale: 0.1, new SeededRandom(seed: 1)), Train = FixtureCorpora.Texts(), Seed = 1, HasAuxiliaries = true };
        var primary = (ClassificationTask<double>)new ClassificationOptions { WordNgrams = 2, WordNgramBuckets = 64 }.Create(context);
        ITask<double> task = Fixture.Options.Create(context with { Name = "teacher", Train = Fixture.Train, PrimaryBag = primary.WeighedBag });
        Assert.Equal(["embedding", "texts/word-ngrams"], task.RowParameters.Select(rows => rows.Name));
        task.CreateWorker(Shard.Whole(seed: 1)).TrainBatch(new AdaGradUpdate<double>(0.1), 4);
        foreach ((RowParameter<double> its, RowParameter<double> own) in primary.RowParameters.Zip(task.RowParameters))
        {
            Assert.Same(its.Rows, own.Rows);
            Assert.All(its.SquaredGradients, sum => Assert.Equal(0, sum));
            Assert.Contains(own.SquaredGradients, sum => sum > 0);
        }
    }

    [Fact]
    public void Create_MoreDimensionsThanTheTeacher_NamesTheMost()
    {
        SettingException error = Assert.Throws<SettingException>(() => (Fixture with { HasAuxiliaries = false }).Create<float>());
        Assert.Contains("dimensions is 16, but the teacher's vectors have 3 values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embed_Text_IsTheWeightedSumOfItsWords()
    {
        var task = (ITextEmbedder)Fixture.Create<float>();
        var vector = new float[16];
        Assert.True(task.CreateEmbeddingPass().Embed([5], new MT2ST.Corpora.Utf8List(), vector));
        Assert.Equal(((ITask<float>)task).RowParameters[0].Rows.Row(5).ToArray(), vector, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.False(task.CreateEmbeddingPass().Embed([], new MT2ST.Corpora.Utf8List(), vector));
    }

    [Fact]
    public void Train_ShuffledTargets_LearnsThoseOfOtherTexts()
    {
        IndexedCorpus texts = Texts([.. Enumerable.Range(0, 12).Select(word => (new[] { word }, (ulong)word + 1))]);
        DistillationOptions options = new() { Targets = [TargetFiles.Of(6, texts)] };
        double Quality(bool shuffled)
        {
            ITask<float> task = (Fixture with { Train = texts, Options = options with { ShuffleLabels = shuffled } }).Create<float>();
            Train(task);
            return task.Evaluate(texts, TestContext.Current.CancellationToken).Value;
        }
        Assert.True(Quality(shuffled: false) > 0.99);
        Assert.True(Quality(shuffled: true) < 0.5);
    }

    [Fact]
    public void DecideBy_ManyTexts_LearnFasterUnlessTheyAreAnAuxiliarys()
    {
        IndexedCorpus few = Texts(([5], 3)), many = few.Select(new int[50_000]);
        DistillationOptions options = new();
        Assert.Equal(0.3, options.DecideBy(many, sharesTable: true).Rate);
        Assert.Null(options.DecideBy(many, sharesTable: true, isAuxiliary: true).Rate); // The task's own, 0.1.
        Assert.Null(options.DecideBy(few, sharesTable: false).Rate);
        Assert.Equal(0.2, (options with { Rate = 0.2 }).DecideBy(many, sharesTable: false).Rate);
    }

    [Fact]
    public void Evaluate_TextsOfUnknownWordsAlone_AreLeftOut() =>
        Assert.Equal(0, Fixture.Create<float>().Evaluate(Texts(([], 1)), TestContext.Current.CancellationToken).ExampleCount);

    [Fact]
    public void Create_TextWithoutTarget_IsCounted()
    {
        DistillationOptions options = new() { Targets = [TargetFiles.Write(_folder.Path("a"), [3], [[0.6f, 0.8f]])] };
        ArgumentException error = Assert.Throws<ArgumentException>(() => (Fixture with { Train = Texts(([5], 3), ([6], 4)), Options = options }).Create<float>());
        Assert.Contains("found no target for 1 of the 2 texts", error.Message, StringComparison.Ordinal);
    }

    private static void Train(ITask<float> task)
    {
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int epoch = 0; epoch < 300; epoch++)
            worker.TrainBatch(new SgdUpdate<float>(0.1f), (int)task.ExampleCount);
    }

    private static IndexedCorpus Texts(params (int[] Words, ulong Key)[] texts)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, keysTexts: true);
        foreach ((int[] words, ulong key) in texts)
            corpus.Add(words, labels: [], textKey: key);
        return corpus.Build();
    }
}
