using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Lexical;

public sealed class SimilarityTaskTests
{
    private static readonly TaskFixture Fixture = TaskFixtures.Named("similarity-16");

    [Fact]
    public void Train_Pairs_BringsCosinesToTheScaledScores()
    {
        ITask<double> task = (Fixture with { Train = Pairs(["0", "5", "10"], [0, 1, 2]) }).Create<double>();
        ITaskWorker<double> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int i = 0; i < 2000; i++)
            worker.TrainBatch(new MT2ST.Optimization.SgdUpdate<double>(0.1), 3);
        Assert.Equal([0, 0.5, 1], Cosines(task), (expected, actual) => Math.Abs(expected - actual) < 1e-2);
    }

    [Fact]
    public void Train_LowestCosineOfMinusOne_PushesThePairApart()
    {
        TaskFixture signed = Fixture with { Train = Pairs(["0", "5", "10"], [0, 1, 2]), Options = new SimilarityOptions { LowestCosine = -1 } };
        ITask<double> task = signed.Create<double>();
        ITaskWorker<double> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int i = 0; i < 4000; i++)
            worker.TrainBatch(new MT2ST.Optimization.SgdUpdate<double>(0.1), 3);
        Assert.Equal([-1, 0, 1], Cosines(task), (expected, actual) => Math.Abs(expected - actual) < 1e-2);
    }

    // The loss of one pair whose cosine is known says what its target is.
    [Theory]
    [InlineData(null, null, 4.0 / 8)]
    [InlineData(0.0, 10.0, 5.0 / 10)]
    [InlineData(1.0, 21.0, 4.0 / 20)]
    public void Evaluate_Loss_IsTheSquaredErrorOfTheScaledScore(double? lowest, double? highest, double target)
    {
        SimilarityOptions options = new() { LowestScore = lowest, HighestScore = highest };
        ITask<double> task = (Fixture with { Train = Pairs(["1", "5", "9"], [0, 1, 2]), Options = options }).Create<double>();
        Measurement one = task.Evaluate(Pairs(["5"], [0]), TestContext.Current.CancellationToken);
        Assert.Equal(Math.Pow(Cosines(task)[0] - target, 2), one.Loss, 1e-12);
    }

    [Fact]
    public void Evaluate_ScoresThatTrainingLacks_AreRead()
    {
        ITask<double> task = (Fixture with { Train = Pairs(["1", "9"], [0, 1]) }).Create<double>();
        double[] cosines = Cosines(task);
        Measurement measured = task.Evaluate(Pairs(["2.5", "-3", "1e1"], [0, 1, 2]), TestContext.Current.CancellationToken);
        Assert.Equal("spearman", measured.Metric);
        Assert.Equal(3, measured.ExampleCount);
        Assert.Equal(SpearmanCorrelation.Of(cosines, [2.5, -3, 10]), measured.Value, 1e-12);
    }

    [Fact]
    public void Evaluate_OnePair_HasNoCorrelation() =>
        Assert.Equal(0, Fixture.Create<double>().Evaluate(Pairs(["3"], [0]), TestContext.Current.CancellationToken).Value);

    [Theory]
    [InlineData("much", "Found the score 'much', expected a number")]
    [InlineData("5", "the scale of scores goes from 5 to 5, expected different ones.")]
    public void Create_ScoresThatGiveNoScale_AreRefused(string score, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => (Fixture with { Train = Pairs([score], [0]), Options = new SimilarityOptions() }).Create<double>());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateWorker_ShareOfLongerDocumentsAlone_IsRefused()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, labels: Vocabulary.Create(["1", "9"]));
        corpus.Add([0, 1], label: 0);
        corpus.Add([2, 3, 4], label: 1);
        ITask<double> task = (Fixture with { Train = corpus.Build() }).Create<double>();
        Assert.Equal(1, task.ExampleCount);
        var error = Assert.Throws<ArgumentException>(() => task.CreateWorker(new Shard(1, 2, Seed: 1)));
        Assert.StartsWith("Share 2 of 2 of the data has no pairs of words with a score", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_HighestBelowLowest_IsRefused() =>
        Assert.Equal("pairs.highestScore is 1; it must be greater than lowestScore, 2.", Assert.Throws<SettingException>(() => new SimilarityOptions { Train = ["pairs.txt"], LowestScore = 2, HighestScore = 1 }.Validate("pairs")).Message);

    /// <summary>Pairs (0, 1), (2, 3), (4, 5) with scores by their labels.</summary>
    private static IndexedCorpus Pairs(string[] scores, int[] labels)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, labels: Vocabulary.Create(scores));
        for (int i = 0; i < labels.Length; i++)
            corpus.Add([2 * i, (2 * i) + 1], label: labels[i]);
        return corpus.Build();
    }

    private static double[] Cosines(ITask<double> task) => [.. Enumerable.Range(0, 3).Select(i => Cosine(task.RowParameters[0].Rows.Row(2 * i), task.RowParameters[0].Rows.Row((2 * i) + 1)))];

    private static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (int d = 0; d < a.Length; d++)
            (ab, aa, bb) = (ab + (a[d] * b[d]), aa + (a[d] * a[d]), bb + (b[d] * b[d]));
        return ab / Math.Sqrt(aa * bb);
    }
}
