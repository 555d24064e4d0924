using MT2ST.Indexing;
using MT2ST.Optimization;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Texts;

public sealed class MatchingTaskTests
{
    private static readonly TaskFixture Fixture = TaskFixtures.Named("matching-16");

    [Fact]
    public void Train_PairsOfDifferentWords_FindsEachPartner()
    {
        IndexedCorpus pairs = Pairs([.. Enumerable.Range(0, 10).Select(i => (new[] { i }, new[] { 10 + i }))]);
        ITask<float> task = Trained(pairs, new MatchingOptions());
        Measurement measured = task.Evaluate(pairs, TestContext.Current.CancellationToken);
        Assert.Equal("mrr", measured.Metric);
        Assert.Equal(10, measured.ExampleCount);
        Assert.True(measured.Value > 0.99, $"{measured.Value}");
    }

    [Fact]
    public void Train_ShuffledPairs_FindsOthersPartners()
    {
        IndexedCorpus pairs = Pairs([.. Enumerable.Range(0, 10).Select(i => (new[] { i }, new[] { 10 + i }))]);
        Assert.True(Trained(pairs, new MatchingOptions { ShuffleLabels = true }).Evaluate(pairs, TestContext.Current.CancellationToken).Value < 0.6);
    }

    [Fact]
    public void Train_Scores_OrdersThePairs()
    {
        IndexedCorpus pairs = Pairs([([0], [1]), ([2], [3]), ([4], [5]), ([6], [7])], scores: ["0", "1", "2", "5"]);
        Measurement measured = Trained(pairs, new MatchingOptions()).Evaluate(pairs, TestContext.Current.CancellationToken);
        Assert.Equal("spearman", measured.Metric);
        Assert.Equal(1, measured.Value, 1e-9);
    }

    [Fact]
    public void Batch_OnePair_TeachesNothing()
    {
        ITask<double> task = Create<double>(Pairs([([0, 1], [2]), ([3], [4])]), new MatchingOptions());
        double[] before = [.. task.RowParameters[0].Rows.Values];
        StepReport report = task.CreateWorker(Shard.Whole(seed: 1)).TrainBatch(new SgdUpdate<double>(1), 1);
        Assert.Equal((1, 0.0), (report.ExampleCount, report.LossSum));
        Assert.True(before.AsSpan().SequenceEqual(task.RowParameters[0].Rows.Values));
    }

    [Fact]
    public void Create_SettingWithoutEffect_IsRefused()
    {
        IndexedCorpus alone = Pairs([([0], [1]), ([2], [3])]), scored = Pairs([([0], [1]), ([2], [3])], scores: ["0", "1"]);
        Assert.Equal("lowestScore", Refused(alone, new MatchingOptions { LowestScore = 0 }));
        Assert.Equal("highestScore", Refused(alone, new MatchingOptions { HighestScore = 5 }));
        Assert.Equal("batch", Refused(alone, new MatchingOptions { Batch = 1 }));
        Assert.Equal("temperature", Refused(scored, new MatchingOptions { Temperature = 5 }));
        Assert.Contains("found one pair", Assert.Throws<ArgumentException>(() => Create<float>(Pairs([([0], [1])]), new MatchingOptions())).Message, StringComparison.Ordinal);

        static string Refused(IndexedCorpus pairs, MatchingOptions options) => Assert.Throws<SettingException>(() => Create<float>(pairs, options)).Setting.Split('.')[^1];
    }

    [Fact]
    public void Create_TextsWithoutKnownWords_SaysWhatIsMissing()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Create<float>(Pairs([([], [1]), ([2], [])]), new MatchingOptions()));
        Assert.Contains("found no two texts that belong together, each with a known word", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_EqualScores_SaysTheScale()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Create<float>(Pairs([([0], [1])], scores: ["3"]), new MatchingOptions()));
        Assert.Contains("goes from 3 to 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PairsOfUnknownWordsAlone_AreLeftOut() =>
        Assert.Equal(0, Fixture.Create<float>().Evaluate(Pairs([([], [1])]), TestContext.Current.CancellationToken).ExampleCount);

    private static ITask<float> Trained(IndexedCorpus pairs, MatchingOptions options)
    {
        ITask<float> task = Create<float>(pairs, options);
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int step = 0; step < 200; step++)
            worker.TrainBatch(new AdaGradUpdate<float>(0.1f), (int)task.ExampleCount);
        return task;
    }

    private static ITask<T> Create<T>(IndexedCorpus pairs, MatchingOptions options)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => (Fixture with { Train = pairs, Options = options }).Create<T>();

    private static IndexedCorpus Pairs((int[] First, int[] Second)[] texts, string[]? scores = null)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, labels: scores is null ? null : Vocabulary.Create(scores), hasTexts: true);
        for (int i = 0; i < texts.Length; i++)
            corpus.Add([.. texts[i].First, .. texts[i].Second], scores is null ? [] : [i], texts: new(texts[i].First.Length, texts[i].Second.Length));
        return corpus.Build();
    }
}
