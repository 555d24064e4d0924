using MT2ST.Schedules;
using MT2ST.Tests.Training;
using MT2ST.Training;

namespace MT2ST.Tests.Schedules;

/// <summary>What holds for every strategy of the catalog.</summary>
public sealed class ScheduleConformanceTests
{
    private static readonly string[] Fixtures = ["tagging-5", "lexicon-labels-5", "skipgram-5", "relation-5"];

    public static TheoryData<string> Names => [.. BuiltInSchedules.All.Names];

    /// <summary>All but the one that weighs the primary by its own loss.</summary>
    public static TheoryData<string> NamesThatLeaveThePrimaryAlone => [.. BuiltInSchedules.All.Names.Except(["uncertainty"])];

    public static TheoryData<string, int, Execution> Runs =>
        [.. from name in BuiltInSchedules.All.Names
            from auxiliaries in (int[])[0, 1, 3]
            from execution in Enum.GetValues<Execution>()
            select (name, auxiliaries, execution)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_OverTheWholeRun_AreFiniteAndNeverNegative(string name)
    {
        double[][] losses = [[4, 1, 2], [0, 0, 0], [1e-9, 50, double.NaN], [3, double.NaN, 1e9]];
        ISchedule schedule = Make(name, [new(), new() { Gamma0 = 2 }]);
        var progress = new Progress(3, primaryExampleCount: 100, plannedEpochs: 6);
        var observed = new Observations();
        var weights = new double[3];
        for (int step = 0; step < 2000 && progress.Epoch < 6; step++)
        {
            schedule.SetWeights(progress, observed, weights);
            Assert.All(weights, weight => Assert.True(weight >= 0 && double.IsFinite(weight), $"A weight is {weight} at epoch {progress.Epoch}."));
            progress.AddStep(1);
            if (weights[0] > 0)
                progress.AddWork(0, 1, 1);
            lock (observed.Gate)
                schedule.Learn(progress, losses[step % losses.Length], observed);
        }
        Assert.Equal(6, progress.Epoch);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_SameSeedTwice_GivesTheSameFiniteBits(string name, int auxiliaryCount, Execution execution)
    {
        float[][] first = Train(name, auxiliaryCount, execution, out _), second = Train(name, auxiliaryCount, execution, out _);
        Assert.Equal(first, second);
        Assert.NotEqual(first, Train(name, auxiliaryCount, execution, out _, seed: 6));
        Assert.All(first, values => Assert.All(values, value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_AuxiliaryOfWeightZero_IsNeverCalled(string name)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>(Fixtures);
        Train(name, tasks, [new() { Gamma0 = 0 }, new(), new()], new TrainerOptions { Name = name, Epochs = 4 });
        Assert.Equal(0, tasks[1].Batches);
        Assert.Equal(4 * tasks[0].ExampleCount, tasks[0].Examples);
        Assert.Equal(BuiltInSchedules.All[name].Factory().UsesAuxiliaries, tasks[2].Batches > 0);
    }

    [Theory]
    [MemberData(nameof(NamesThatLeaveThePrimaryAlone))]
    public void Run_WithoutAuxiliaries_IsThatOfStl(string name) =>
        Assert.Equal(Train("stl", 0, Execution.Sample, out _), Train(name, 0, Execution.Sample, out _));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_TwoThreads_TrainTheWholePlan(string name)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>(Fixtures);
        RunRecord record = Train(name, tasks, [new(), new(), new()], new TrainerOptions { Name = name, Epochs = 6, Threads = 2 });
        Assert.InRange(record.Examples[0], 6 * tasks[0].ExampleCount, (6 * tasks[0].ExampleCount) + 12); // A thread may be a step further at each evaluation.
        Assert.All(FixtureRuns.Values(tasks), values => Assert.All(values, value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_AfterWarmUp_AllocatesNothing(string name)
    {
        const int WarmUpSteps = 1500; // Records grow to the largest batch.
        TrainingTask<float>[] tasks = [.. FixtureRuns.Observe<float>(Fixtures).Select(task => FixtureRuns.Training(task, rate: 1e-4))];
        var loop = new TrainingLoop<float>(tasks, Make(name, [new(), new(), new()]), new Observations(), new Progress(4, tasks[0].Task.ExampleCount, 6), new TrainerOptions { Name = name });
        loop.RunTo(WarmUpSteps, double.PositiveInfinity, stepped: null, TestContext.Current.CancellationToken);
        var atStep = new long[300];
        int steps = 0;
        loop.RunTo(WarmUpSteps + atStep.Length, double.PositiveInfinity, () => atStep[steps++] = GC.GetAllocatedBytesForCurrentThread(), TestContext.Current.CancellationToken);

        Assert.Equal(atStep.Length, steps);
        Allocations.AssertNone([.. atStep.Chunk(100).Select(window => window[^1] - window[0])]);
    }

    [Theory]
    [InlineData("balance")]
    [InlineData("pcgrad")]
    [InlineData("gradnorm")]
    public void Run_StrategyThatMeasuresGradients_IsChargedForIt(string name)
    {
        Train(name, 1, Execution.Scale, out RunRecord measuring, joint: true);
        Train("mtl", 1, Execution.Scale, out RunRecord plain, joint: true);
        Assert.Equal(plain.Examples, measuring.Examples);
        Assert.True(measuring.MultiplyAdds.Sum() > plain.MultiplyAdds.Sum());
    }

    private static float[][] Train(string name, int auxiliaryCount, Execution execution, out RunRecord record, bool joint = false, ulong seed = 5)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>([.. Fixtures.Take(1 + auxiliaryCount)]);
        LexiconOptions[] weights = [.. Enumerable.Range(0, auxiliaryCount).Select(_ => new LexiconOptions { CutOff = 0 })];
        record = Train(name, tasks, weights, new TrainerOptions { Name = name, Seed = seed, Epochs = 6, Execution = execution, Joint = joint });
        return FixtureRuns.Values(tasks);
    }

    private static RunRecord Train(string name, ObservedTask<float>[] tasks, LexiconOptions[] weights, TrainerOptions options)
    {
        TrainingTask<float>[] training = [.. tasks.Select((task, k) => FixtureRuns.Training(task) with { Options = k == 0 ? new() : weights[k - 1] })];
        return FixtureRuns.Run(training, options, Make(name, weights));
    }

    private static ISchedule Make(string name, LexiconOptions[] auxiliaries) =>
        BuiltInSchedules.All[name].Factory().CreateSchedule(new ScheduleContext { PlannedEpochs = 6, Auxiliaries = auxiliaries });
}
