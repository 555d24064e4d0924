using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Optimization;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class TaskConformanceTests
{
    private static readonly Shard Shard = Shard.Whole(seed: 7);

    public static TheoryData<string> Fixtures => TaskFixtures.Names;

    /// <summary>Those whose loss is a sum over examples; pairs of texts are told from the others of their batch.</summary>
    public static TheoryData<string> FixturesOfSeparateExamples => [.. TaskFixtures.All.Where(fixture => fixture.Task != "matching" || fixture.Train.HasLabels).Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Kernel_Float_IsNearTheDoubleOne(string fixture)
    {
        ITask<double> inDouble = TaskFixtures.Named(fixture).Create<double>();
        ITask<float> inFloat = TaskFixtures.Named(fixture).Create<float>();
        BatchGradients expected = BatchGradients.Of(inDouble, Shard, (int)inDouble.ExampleCount);
        BatchGradients actual = BatchGradients.Of(inFloat, Shard, (int)inFloat.ExampleCount);
        Assert.Equal(expected.Report.LossSum, actual.Report.LossSum, 1e-4 * expected.Report.LossSum);
        Assert.Equal(expected.Report with { LossSum = 0 }, actual.Report with { LossSum = 0 });
        foreach ((string name, double[] gradient) in expected.ByParameter)
        {
            double difference = Norm(gradient.Zip(actual.ByParameter[name], (a, b) => a - b));
            Assert.True(difference <= 1e-4 * Norm(gradient), $"{name}: {difference} of {Norm(gradient)}");
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Batch_Empty_DoesNothing(string fixture)
    {
        BatchGradients batch = BatchGradients.Of(TaskFixtures.Named(fixture).Create<double>(), Shard, exampleCount: 0);
        Assert.Equal(default, batch.Report);
        Assert.All(batch.ByParameter.Values, gradient => Assert.All(gradient, value => Assert.Equal(0, value)));
    }

    [Theory]
    [MemberData(nameof(FixturesOfSeparateExamples))]
    public void Batch_OneExampleAtATime_AddsUpToOneBatch(string fixture)
    {
        ITask<double> task = TaskFixtures.Named(fixture).Create<double>();
        StepReport whole = BatchGradients.Of(task, Shard, (int)task.ExampleCount).Report;
        ITaskWorker<double> worker = task.CreateWorker(Shard);
        var record = new GradientRecord<double>();
        StepReport sum = default;
        for (int i = 0; i < task.ExampleCount; i++)
        {
            StepReport one = worker.TrainBatch(new RecordingUpdate<double>(record), exampleCount: 1);
            Assert.Equal(1, one.ExampleCount);
            sum += one;
        }
        Assert.Equal(whole.LossSum, sum.LossSum, 1e-12 * whole.LossSum);
        // What a batch's end cuts is read again in the next one: a window's words, whose n-grams cost multiply-adds, and a line's random words.
        TaskFixture described = TaskFixtures.Named(fixture);
        int mostTimes = described.Task == "relation" ? 4 : described.Ngrams is not null ? 2 : 1;
        Assert.InRange(sum.MultiplyAdds, whole.MultiplyAdds, mostTimes * whole.MultiplyAdds);
        Assert.Equal(whole with { LossSum = 0, MultiplyAdds = 0 }, sum with { LossSum = 0, MultiplyAdds = 0 });
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Batch_Training_LowersTheLossAndLeavesPaddingZero(string fixture)
    {
        ITask<float> task = TaskFixtures.Named(fixture).Create<float>();
        ITaskWorker<float> worker = task.CreateWorker(Shard);
        double Epoch() => worker.TrainBatch(new AdaGradUpdate<float>(0.05f), (int)task.ExampleCount).LossSum;
        double first = Epoch(), last = 0;
        for (int i = 0; i < 50; i++)
            last = Epoch();
        Assert.True(last < 0.9 * first, $"The loss went from {first} to {last}.");
        foreach (RowParameter<float> rows in task.RowParameters)
            for (int row = 0; row < rows.Rows.RowCount; row++)
                Assert.False(rows.Rows.PaddedRow(row)[rows.Rows.Dimensions..].ContainsAnyExcept(0f));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Batch_AfterWarmUp_AllocatesNothing(string fixture) => AssertAllocatesNothing(TaskFixtures.Named(fixture).Create<float>(), warmUpEpochs: 100);

    // With dropout and subsampling, which the fixtures leave out.
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Batch_DefaultSettingsAfterWarmUp_AllocatesNothing(string fixture)
    {
        TaskFixture described = TaskFixtures.Named(fixture);
        TaskOptions options = BuiltInTasks.All[described.Task].Factory();
        if (options is TaggingOptions tagging && described.Train.FeaturesPerToken == 0)
            options = tagging with { Affixes = false };
        if (described.Options is DistillationOptions { Targets: var targets })
            options = (DistillationOptions)options with { Targets = targets };
        AssertAllocatesNothing(options.Create(new TaskContext<float>
        {
            Name = described.Name,
            Table = described.NewTable<float>(),
            Train = Repeated(described.Train), // Of a short text, subsampling may leave no two neighbours.
            Seed = described.Seed,
            HasAuxiliaries = described.HasAuxiliaries,
        }), warmUpEpochs: 15); // Of twenty times as long a text.
    }

    private static IndexedCorpus Repeated(IndexedCorpus corpus) =>
        corpus.Select([.. Enumerable.Range(0, 20 * corpus.DocumentCount).Select(i => i % corpus.DocumentCount)]);

    private static void AssertAllocatesNothing(ITask<float> task, int warmUpEpochs)
    {
        ITaskWorker<float> worker = task.CreateWorker(Shard);
        void Epochs(int count)
        {
            for (int i = 0; i < count; i++)
            {
                worker.TrainBatch(new SgdUpdate<float>(0.001f), (int)task.ExampleCount);
                worker.TrainBatch(new AdaGradUpdate<float>(0.001f), (int)task.ExampleCount);
            }
        }
        Epochs(warmUpEpochs); // Scratch grows to the largest block, which comes late where most words are dropped.
        Allocations.AssertNone(() => Epochs(warmUpEpochs / 10));
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
