using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>How the trainer executes tasks together: bits, amounts, joint gradients, threads.</summary>
public sealed class TrainerExecutionTests
{
    private static readonly string[] AllTasks = ["classification-cnn-5", "skipgram-5", "lexicon-labels-5", "tagging-affixes-5", "relation-5"];

    public static TheoryData<string, double> AuxiliariesAndUnits =>
        [.. from fixture in TaskFixtures.All
            where fixture.Dimensions == 5
            from units in (double[])[0.3, 1, 7.25]
            select (fixture.Name, units)];

    [Theory]
    [MemberData(nameof(AuxiliariesAndUnits))]
    public void Train_Sample_ExecutesUnitsTimesGammaWithinOneExample(string auxiliary, double units)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", auxiliary);
        var weight = new LexiconOptions { Gamma0 = 2, Eta = 0.5 };
        var schedule = new SummingSchedule(new DiminishSchedule(new ScheduleContext { PlannedEpochs = 8, Auxiliaries = [weight] }));
        TrainingTask<float>[] training = [FixtureRuns.Training(tasks[0]), FixtureRuns.Training(tasks[1]) with { Units = units, Options = weight }];
        FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = 8 }, schedule);
        Assert.InRange((units * schedule.WeightSum) - tasks[1].Examples, -1e-9, 1);
    }

    [Fact]
    public void Train_JointAndInTurn_DifferByTheSquareOfTheRate()
    {
        double atWhole = Difference(1e-3, out double move), atHalf = Difference(5e-4, out _);
        Assert.InRange(atWhole, 1e-12, 0.05 * move);
        Assert.InRange(atWhole / atHalf, 3.8, 4.2);
    }

    [Fact]
    public void Train_TwoThreads_TrainAllDataToANearLoss()
    {
        double untrained = Loss(threads: 1, epochs: 1e-3, out _);
        double one = Loss(threads: 1, epochs: 10, out long[] examplesOfOne), two = Loss(threads: 2, epochs: 10, out long[] examplesOfTwo);
        Assert.InRange(examplesOfTwo[0] - examplesOfOne[0], 0, 10); // At each of ten evaluations a thread may be one step further.
        Assert.Equal(2 * examplesOfTwo[0], examplesOfTwo[1]);
        Assert.True(one < 0.8 * untrained, $"One thread went from {untrained} to {one}.");
        Assert.True(Math.Abs(two - one) < 0.25 * (untrained - one), $"Two threads reached {two}, one reached {one} from {untrained}.");
    }

    [Fact]
    public void Train_AnyExceptionOnAHelperThread_IsThrownOnTheCallers()
    {
        int caller = Environment.CurrentManagedThreadId;
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("classification-mean-5");
        var schedule = new ThrowingSchedule(() => Environment.CurrentManagedThreadId == caller ? null : new NotSupportedException("helper"));
        var error = Assert.Throws<NotSupportedException>(() =>
            FixtureRuns.Run([FixtureRuns.Training(tasks[0])], new TrainerOptions { Name = "run", Threads = 2, Epochs = 1e9 }, schedule));
        Assert.Equal("helper", error.Message);
    }

    [Theory]
    [InlineData(2, 1e300)]
    [InlineData(1e-300, 1e300)]
    public void Train_MoreEvaluationsThanSteps_EvaluatesAfterEachStep(double epochs, double evaluationsPerEpoch)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("classification-mean-5");
        RunRecord record = FixtureRuns.Run([FixtureRuns.Training(tasks[0])], new TrainerOptions { Name = "run", Epochs = epochs, EvaluationsPerEpoch = evaluationsPerEpoch });
        Assert.Equal(record.Steps + 1, record.Curve.Count);
    }

    [Fact]
    public void Thread_OneBatch_CountsTheHeadsUpdateForEachValue()
    {
        ITask<double> task = TaskFixtures.Named("classification-cnn-5").Create<double>();
        long values = task.DenseParameters.Sum(dense => (long)dense.Values.RowCount * ParameterValues.Columns(dense).Length);
        long batch = task.CreateWorker(Shard.Whole(1UL + (1UL << 32))).TrainBatch(new SgdUpdate<double>(0), exampleCount: 3).MultiplyAdds;
        Assert.Equal(batch + values, Cost(task, heads: "sgd"));
        Assert.Equal(batch + (4 * values), Cost(TaskFixtures.Named("classification-cnn-5").Create<double>(), heads: "adam"));
    }

    private static long Cost(ITask<double> task, string heads)
    {
        var progress = new Progress(1, task.ExampleCount, 1);
        var thread = new TrainingWorker<double>([FixtureRuns.Training(task, "sgd", heads, rate: 1e-9, batch: 3)], 0, new TrainerOptions { Name = "cost" });
        thread.Run(new PlannedWork(0, 3, 1), progress, TestContext.Current.CancellationToken);
        return progress.MultiplyAdds(0);
    }

    /// <summary>How far apart one step of all tasks ends that takes its gradients at one point, and one that takes them in turn.</summary>
    private static double Difference(double rate, out double move)
    {
        double[] start = Step(rate: 0, joint: false), joint = Step(rate, joint: true), inTurn = Step(rate, joint: false);
        move = Distance(start, joint);
        return Distance(joint, inTurn);
    }

    private static double[] Step(double rate, bool joint)
    {
        ObservedTask<double>[] tasks = FixtureRuns.Observe<double>(AllTasks);
        LexiconOptions[] weights = [.. tasks.Skip(1).Select(_ => new LexiconOptions())];
        var schedule = new MtlSchedule(new ScheduleContext { PlannedEpochs = 1, Auxiliaries = weights });
        TrainingTask<double>[] training = [.. tasks.Select(task => FixtureRuns.Training(task, "sgd", "sgd", rate, batch: (int)tasks[0].ExampleCount) with { Units = 1 })];
        RunRecord record = FixtureRuns.Run(training, new TrainerOptions { Name = "step", KeepBest = false, Joint = joint }, schedule);
        Assert.Equal(1, record.Steps);
        return [.. FixtureRuns.Values(tasks).SelectMany(values => values)];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>The loss over all training texts after some epochs.</summary>
    private static double Loss(int threads, double epochs, out long[] examples)
    {
        var corpus = new IndexedCorpusBuilder(TaskFixtures.Named("tagging-5").Train.Words, labels: TaskFixtures.Named("lexicon-labels-5").Train.Labels);
        var random = new SeededRandom(1);
        for (int i = 0; i < 400; i++)
        {
            int word = random.NextInt32(20);
            corpus.Add([word, random.NextInt32(20)], label: random.NextInt32(4) == 0 ? random.NextInt32(3) : word % 3); // Noise keeps the loss off zero.
        }
        TaskFixture fixture = TaskFixtures.Named("classification-mean-5") with { Train = corpus.Build() };
        EmbeddingTable<float> table = fixture.NewTable<float>();
        TrainingTask<float>[] training =
        [
            FixtureRuns.Training(fixture.Create(table), "sgd", "sgd") with { LinearDecay = true }, // At a rate that falls the end is no matter of luck.
            FixtureRuns.Training(TaskFixtures.Named("lexicon-labels-5").Create(table), "sgd", "sgd") with { LinearDecay = true },
        ];
        var schedule = new MtlSchedule(new ScheduleContext { PlannedEpochs = epochs, Auxiliaries = [new LexiconOptions()] });
        RunRecord record = FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = epochs, EvaluationsPerEpoch = 1, Threads = threads }, schedule);
        examples = [.. record.Examples];
        return training[0].Task.Evaluate(fixture.Train, TestContext.Current.CancellationToken).Loss;
    }

    /// <summary>Throws what it is given on the thread that asks for weights.</summary>
    private sealed class ThrowingSchedule(Func<Exception?> error) : ISchedule
    {
        public void SetWeights(Progress progress, Observations observed, Span<double> weights)
        {
            if (error() is { } thrown)
                throw thrown;
            weights[0] = 1;
        }
    }

    /// <summary>Adds up the auxiliary's weights in effect.</summary>
    private sealed class SummingSchedule(ISchedule schedule) : ISchedule
    {
        public double WeightSum { get; private set; }

        public void SetWeights(Progress progress, Observations observed, Span<double> weights)
        {
            schedule.SetWeights(progress, observed, weights);
            WeightSum += weights[1] >= 0.02 ? weights[1] : 0; // 1 % of gamma0 = 2 cuts off.
        }
    }
}
