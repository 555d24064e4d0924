using MT2ST.Indexing;
using MT2ST.Optimization;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;

namespace MT2ST.Tests.Tasks.RawText;

public sealed class GloveTaskTests
{
    [Fact]
    public void FullBatch_SmallSteps_LowerTheLossEachTime()
    {
        ITask<double> task = TaskFixtures.Named("glove-paper-5").Create<double>();
        ITaskWorker<double> worker = task.CreateWorker(Shard.Whole(seed: 1));
        var record = new GradientRecord<double>();
        double first = double.NaN, before = double.PositiveInfinity;
        for (int i = 0; i < 500; i++)
        {
            record.Clear();
            double loss = worker.TrainBatch(new RecordingUpdate<double>(record), (int)task.ExampleCount).LossSum;
            Assert.True(loss < before, $"Step {i}: the loss went from {before} to {loss}.");
            first = double.IsNaN(first) ? loss : first;
            before = loss;
            record.ApplyTo(new SgdUpdate<double>(0.02));
        }
        Assert.InRange(before, 0, 0.05 * first);
    }

    [Fact]
    public void Evaluate_Training_LowersTheLossOfTheSameText()
    {
        TaskFixture fixture = TaskFixtures.Named("glove-16");
        ITask<float> task = fixture.Create<float>();
        double Loss() => task.Evaluate(fixture.Train, TestContext.Current.CancellationToken).Loss;
        double before = Loss();
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int epoch = 0; epoch < 50; epoch++)
            worker.TrainBatch(new AdaGradUpdate<float>(0.05f), (int)task.ExampleCount);
        Assert.InRange(Loss(), 0, 0.5 * before);
    }

    [Fact]
    public void Evaluate_HalfOfTheText_ExpectsCountsOfTheWhole()
    {
        TaskFixture fixture = TaskFixtures.Named("glove-paper-16");
        var text = new IndexedCorpusBuilder(fixture.Train.Words);
        text.Add([0, 1]);
        IndexedCorpus half = text.Build();
        text = new IndexedCorpusBuilder(fixture.Train.Words);
        text.Add([0, 1]);
        text.Add([0, 1]);
        ITask<double> task = (fixture with { Train = text.Build() }).Create<double>();
        ITaskWorker<double> worker = task.CreateWorker(Shard.Whole(seed: 1));
        for (int epoch = 0; epoch < 2000; epoch++)
            worker.TrainBatch(new SgdUpdate<double>(0.05), (int)task.ExampleCount);
        Assert.Equal(0, task.Evaluate(half, TestContext.Current.CancellationToken).Loss, 1e-9);
    }

    [Fact]
    public void Evaluate_TextWithoutPairs_HasNoTerms()
    {
        TaskFixture fixture = TaskFixtures.Named("glove-5");
        var text = new IndexedCorpusBuilder(fixture.Train.Words);
        text.Add([3]);
        Assert.Equal(0, fixture.Create<float>().Evaluate(text.Build(), TestContext.Current.CancellationToken).ExampleCount);
    }

    [Fact]
    public void Create_TextWithoutPairs_Throws()
    {
        TaskFixture fixture = TaskFixtures.Named("glove-5");
        var text = new IndexedCorpusBuilder(fixture.Train.Words);
        text.Add([3]);
        var thrown = Assert.Throws<ArgumentException>(() => (fixture with { Train = text.Build() }).Create<float>());
        Assert.StartsWith("Task 'glove-5' found no two words near each other after subsampling", thrown.Message);
    }

    [Fact]
    public void Create_Cancelled_Throws()
    {
        TaskFixture fixture = TaskFixtures.Named("glove-5");
        var context = new TaskContext<float>
        {
            Name = "glove",
            Table = fixture.NewTable<float>(),
            Train = fixture.Train,
            Seed = 1,
            Cancellation = new CancellationToken(canceled: true),
        };
        Assert.Throws<OperationCanceledException>(() => new GloveTask<float>(context, new GloveOptions()));
    }

    public static TheoryData<GloveOptions, string> WrongOptions => new()
    {
        { new() { Window = 0 }, "glove.window is 0; it must be in [1, 100]." },
        { new() { XMax = 0 }, "glove.xMax is 0; it must be greater than 0." },
        { new() { Alpha = 1.5 }, "glove.alpha is 1.5; it must be in [0, 1]." },
        { new() { Subsample = -1 }, "glove.subsample is -1; it must be in [0, 1]." },
        { new() { Negatives = 101 }, "glove.negatives is 101; it must be in [0, 100]." },
        { new() { NegativeWeight = 0 }, "glove.negativeWeight is 0; it must be greater than 0 and at most 1." },
        { new() { NegativeWeight = 2 }, "glove.negativeWeight is 2; it must be greater than 0 and at most 1." },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Options_OutOfRange_SayWhatIsAllowed(GloveOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<SettingException>(() => options.Validate("glove")).Message);
}
