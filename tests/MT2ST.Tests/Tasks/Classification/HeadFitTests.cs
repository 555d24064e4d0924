using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class HeadFitTests
{
    private const double Penalty = 0.5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TakeLastStep_WithAPenalty_TheHeadsGradientVanishes(bool balanced)
    {
        ITask<double> task = Create(new ClassificationOptions { HeadPenalty = Penalty, ClassWeights = balanced ? ClassWeighting.Balanced : ClassWeighting.None });
        ((ILastStep)task).TakeLastStep(Cancellation);

        // A worker's gradient of all texts is that of the losses' sum.
        ITaskWorker<double> worker = task.CreateWorker(Shard.Whole(seed: 1));
        worker.TrainBatch(default(DiscardUpdate<double>), (int)task.ExampleCount);
        RowMatrix<double> weights = task.DenseParameters[0].Values;
        for (int label = 0; label < weights.RowCount; label++)
        {
            for (int i = 0; i < weights.Dimensions; i++)
                Assert.Equal(-Penalty * weights.Row(label)[i], worker.DenseGradients[0].Row(label)[i], 1e-3);
            Assert.Equal(0, worker.DenseGradients[1].Row(0)[label], 1e-3);
        }
        Assert.True(weights.Values.ContainsAnyExcept(0.0));
    }

    [Fact]
    public void TakeLastStep_WithoutAPenalty_ChangesNothing()
    {
        ITask<double> task = Create(new ClassificationOptions { HeadPenalty = 0 });
        double[] before = task.DenseParameters[0].Values.Values.ToArray();
        ((ILastStep)task).TakeLastStep(Cancellation);
        Assert.Equal(before, task.DenseParameters[0].Values.Values.ToArray());
    }

    [Fact]
    public void TakeLastStep_SeveralLabels_LowersTheLoss()
    {
        IndexedCorpus texts = Texts(severalLabels: true);
        ITask<double> task = Create(new ClassificationOptions { MultiLabel = true, HeadPenalty = 0.01 }, texts);
        Measurement before = task.Evaluate(texts, Cancellation);
        ((ILastStep)task).TakeLastStep(Cancellation);
        Assert.True(task.Evaluate(texts, Cancellation).Loss < before.Loss);
    }

    [Fact]
    public void TakeLastStep_Cancelled_ChangesNothing()
    {
        ITask<double> task = Create(new ClassificationOptions { HeadPenalty = Penalty });
        double[] before = task.DenseParameters[0].Values.Values.ToArray();
        Assert.Throws<OperationCanceledException>(() => ((ILastStep)task).TakeLastStep(new CancellationToken(canceled: true)));
        Assert.Equal(before, task.DenseParameters[0].Values.Values.ToArray());
    }

    [Theory]
    [InlineData(2, 2_999, 20)]
    [InlineData(2, 3_000, 0)]
    [InlineData(5, 3_000, 20)]
    [InlineData(5, 50_000, 0)]
    public void Decide_BesideATeacher_FitsTheHeadIfTextsAreFewOrLabelsMany(int labels, int texts, double penalty)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, FixtureCorpora.Names("label", labels));
        for (int text = 0; text < texts; text++)
            corpus.Add([text % FixtureCorpora.WordCount], label: text % labels);
        IndexedCorpus train = corpus.Build();
        Assert.Equal(penalty, Decide(taught: [train]));
        Assert.Equal(0, Decide(taught: []));

        double? Decide(IndexedCorpus[] taught) => ((ClassificationOptions)new ClassificationOptions().DecideBy(train, sharesTable: true, taught)).HeadPenalty;
    }

    [Fact]
    public void Decide_AuxiliaryBesideATeacher_HasNoFitAndRefusesOne()
    {
        IndexedCorpus train = Texts();
        Assert.Equal(0, ((ClassificationOptions)new ClassificationOptions().DecideBy(train, sharesTable: true, taught: [train], isAuxiliary: true)).HeadPenalty);
        SettingException error = Assert.Throws<SettingException>(() => new ClassificationOptions { HeadPenalty = 1 }.DecideBy(train, sharesTable: true, isAuxiliary: true));
        Assert.Contains("headPenalty is set for an auxiliary", error.Message, StringComparison.Ordinal);
    }

    private static ITask<double> Create(ClassificationOptions options, IndexedCorpus? texts = null)
    {
        var table = new EmbeddingTable<double>(FixtureCorpora.WordCount, dimensions: 8, scale: 1, new SeededRandom(seed: 1));
        return options.Create(new TaskContext<double> { Name = "texts", Table = table, Train = texts ?? Texts(), Seed = 1 });
    }

    private static IndexedCorpus Texts(bool severalLabels = false)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, FixtureCorpora.Names("label", 3), keepsAllLabels: severalLabels);
        for (int text = 0; text < 40; text++)
        {
            int[] words = [text % FixtureCorpora.WordCount, (3 * text) % FixtureCorpora.WordCount];
            if (severalLabels)
                corpus.Add(words, labels: text % 2 == 0 ? [text % 3] : [text % 3, (text + 1) % 3]);
            else
                corpus.Add(words, label: text * text % 3);
        }
        return corpus.Build();
    }
}
