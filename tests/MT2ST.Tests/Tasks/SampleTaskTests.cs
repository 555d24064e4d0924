using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Tasks;
using MT2ST.Vocabularies;
using OwnTask;

namespace MT2ST.Tests.Tasks;

/// <summary>The task of samples/OwnTask keeps the rules of a task.</summary>
public sealed class SampleTaskTests
{
    public static TheoryData<string> Fixtures => ["rows-5", "rows-16", "delta-5", "ngrams-5"];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Gradient_EveryTouchedCoordinate_EqualsDifferencesOfTheLoss(string fixture)
    {
        GradientCheck check = new(Fixture(fixture));
        Assert.Equal(3, check.Analytic.Count); // Rows, weights, bias.
        Assert.All(check.Analytic, parameter => Assert.Contains(parameter.Value, value => Math.Abs(value) > 1e-3));
        Assert.Empty(GradientCheck.Mismatches(check.Analytic, check.Numeric));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Batch_Training_LowersTheLossAndLeavesPaddingZero(string fixture)
    {
        ITask<float> task = Fixture(fixture).Create<float>();
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 7));
        double Epoch() => worker.TrainBatch(new MT2ST.Optimization.AdaGradUpdate<float>(0.05f), (int)task.ExampleCount).LossSum;
        double first = Epoch(), last = 0;
        for (int i = 0; i < 50; i++)
            last = Epoch();
        Assert.True(last < 0.9 * first, $"The loss went from {first} to {last}.");
        foreach (DenseParameter<float> dense in task.DenseParameters)
            Assert.False(dense.Values.PaddedRow(0)[dense.Values.Dimensions..].ContainsAnyExcept(0f));
        foreach (RowParameter<float> rows in task.RowParameters)
            for (int row = 0; row < rows.Rows.RowCount; row++)
                Assert.False(rows.Rows.PaddedRow(row)[rows.Rows.Dimensions..].ContainsAnyExcept(0f));
    }

    [Fact]
    public void Shards_OfTwoThreads_HaveAllExamplesBetweenThem()
    {
        ITask<double> task = Fixture("rows-5").Create<double>();
        double whole = BatchGradients.Of(task, Shard.Whole(seed: 7), (int)task.ExampleCount).Report.LossSum;
        double parts = BatchGradients.Of(task, new Shard(0, 2, Seed: 7), 3).Report.LossSum + BatchGradients.Of(task, new Shard(1, 2, Seed: 7), 1).Report.LossSum;
        Assert.Equal(whole, parts, 1e-12);
    }

    private static TaskFixture Fixture(string name) => new()
    {
        Name = name,
        Task = "regression",
        Options = new RegressionOptions { Delta = name.StartsWith("delta", StringComparison.Ordinal) ? 0.7 : null },
        Train = Texts(),
        Dimensions = name.EndsWith("16", StringComparison.Ordinal) ? 16 : 5,
        Ngrams = name.StartsWith("ngrams", StringComparison.Ordinal) ? new CharacterNgrams { Minimum = 1, Maximum = 2, BucketCount = 7 } : null,
    };

    // A word that comes twice, unknown words, an empty text and one without a score; errors on both sides of delta.
    private static IndexedCorpus Texts()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, labels: Vocabulary.Create(["1.5", "3", "-2", "0.9"]));
        corpus.Add([0, 1, 2, 0, 3], label: 0);
        corpus.Add([4, FixtureCorpora.Unknown], label: 1);
        corpus.Add([5, 6, 7], label: 2);
        corpus.Add([], label: 1);
        corpus.Add([8, 0], label: 3);
        corpus.Add([9], label: -1);
        return corpus.Build();
    }
}
