using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>Tasks that ride on the primary's pass, as the trainer runs them.</summary>
public sealed class RiderTests
{
    private static readonly TrainerOptions Options = new() { Name = "run", Epochs = 6, EvaluationsPerEpoch = 2, KeepBest = false };

    public static TheoryData<string> Strategies => [.. BuiltInSchedules.All.Names];

    // Whatever the strategy: it says that it needs each task by itself, or the rider goes with the primary.
    [Theory]
    [MemberData(nameof(Strategies))]
    public void Train_EveryStrategy_CarriesTheRiderOrRefusesIt(string strategy)
    {
        ObservedTask<float>[] tasks = Tasks<float>();
        ISchedule schedule = BuiltInSchedules.All[strategy].Factory(new ScheduleOptions { PlannedEpochs = 6, Auxiliaries = [new AuxiliaryWeight()] });
        if (schedule.RunsEachAlone)
        {
            Assert.Contains("needs each task by itself", Assert.Throws<ArgumentException>(() => Run(tasks, schedule)).Message, StringComparison.Ordinal);
            return;
        }
        RunRecord record = Run(tasks, schedule);
        Assert.InRange(record.Examples[1], 0, record.Examples[0]);
        Assert.Equal(schedule.UsesAuxiliaries, record.MultiplyAdds[1] > 0); // What a probe threw away is charged all the same.
        Assert.All(record.Curve.Skip(1).Where(point => point.Weights[1] > 0), point => Assert.NotNull(point.Losses[1]));
    }

    [Fact]
    public void Catalog_StrategiesThatLookAtGradients_RunEachTaskAlone() => Assert.Equal(
        ["balance", "fisher", "gradnorm", "pcgrad", "pretrain"],
        BuiltInSchedules.All.Where(entry => entry.Factory(new ScheduleOptions { PlannedEpochs = 1 }).RunsEachAlone).Select(entry => entry.Name).Order());

    [Theory]
    [InlineData(0)]
    [InlineData(0.009)] // Below the cut-off.
    public void Train_RiderWithoutWeight_IsTheRunWithoutItBitByBit(double weight)
    {
        ObservedTask<float>[] both = Tasks<float>(), alone = Tasks<float>();
        float[][] head = FixtureRuns.Values([both[1]]);
        RunRecord with = Run(both, new FixedWeights([1, weight])), without = Run([alone[0]], new StlSchedule());
        Assert.Equal(FixtureRuns.Values([alone[0]]), FixtureRuns.Values([both[0]]));
        Assert.Equal(head[1..], FixtureRuns.Values([both[1]])[1..]); // The first is the table.
        Assert.Equal((0, 0L, 0L), (both[1].Batches, with.Examples[1], with.MultiplyAdds[1]));
        Assert.Equal(without.MultiplyAdds[0], with.MultiplyAdds[0]);
    }

    [Fact]
    public void Train_RiderThatIsSwitchedOff_IsNotCarriedFromThenOn()
    {
        ObservedTask<float>[] tasks = Tasks<float>();
        RunRecord record = Run(tasks, new SwitchSchedule(new ScheduleOptions { PlannedEpochs = 6, Auxiliaries = [new AuxiliaryWeight()], SwitchPoint = 2 }));
        Assert.Equal(2 * tasks[0].ExampleCount, record.Examples[1]);
        Assert.Equal(6 * tasks[0].ExampleCount, record.Examples[0]);
    }

    [Fact]
    public void Train_Rider_HasTheHostsExamplesWhateverItsUnits()
    {
        ObservedTask<float>[] tasks = Tasks<float>();
        RunRecord record = Run(tasks, new FixedWeights([1, 0.3]));
        Assert.Equal(record.Examples[0], record.Examples[1]);
        Assert.True(record.MultiplyAdds[1] < record.MultiplyAdds[0]);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    public void Step_AtHalfTheWeight_MovesTheRidersHeadHalfAsFar(string heads)
    {
        double[] whole = HeadMove(heads, 1), half = HeadMove(heads, 0.5);
        Assert.Contains(whole, value => Math.Abs(value) > 1e-4);
        for (int i = 0; i < whole.Length; i++)
            Assert.Equal(whole[i] / 2, half[i], 1e-15);
    }

    // Equation 9: what moves is w_0 dL_0 + w_1 dL_1, also where the primary has a weight.
    [Fact]
    public void Step_UnderSgd_MovesByTheWeightedSumOfBothGradients()
    {
        double[] host = Move(1, 0), both = Move(1, 1), weighted = Move(0.5, 0.25);
        for (int i = 0; i < host.Length; i++)
            Assert.Equal((0.5 * host[i]) + (0.25 * (both[i] - host[i])), weighted[i], 1e-12);
        Assert.Contains(host.Zip(both), pair => Math.Abs(pair.First - pair.Second) > 1e-4);
    }

    [Fact]
    public void Step_WithGradientsAtOnePoint_CarriesTheRiderToo()
    {
        double[] joint = FirstStep(joint: true, out long[] examples), inTurn = FirstStep(joint: false, out _);
        Assert.Equal(joint.Length, inTurn.Length);
        Assert.All(joint.Zip(inTurn), pair => Assert.Equal(pair.First, pair.Second, 1e-15)); // The primary is the first in turn.
        Assert.Equal(examples[0], examples[1]);
    }

    [Fact]
    public void Train_ProbesWithoutTheRider_LeaveEveryBitAndSwitchItOffWhereItHarms()
    {
        var schedule = new ScheduleOptions { PlannedEpochs = 6, Auxiliaries = [new AuxiliaryWeight()], ProbeShare = 0.4 };
        ObservedTask<float>[] plain = Tasks<float>(() => 1), probed = Tasks<float>(() => 1);
        Run(plain, new MtlSchedule(schedule));
        Assert.NotEmpty(Run(probed, new HarmCheck(new MtlSchedule(schedule), schedule)).Probes);
        Assert.Equal(FixtureRuns.Values(plain), FixtureRuns.Values(probed));

        int evaluations = 0;
        RunRecord record = Run(Tasks<float>(() => ++evaluations == 3 ? 2 : 1), new HarmCheck(new MtlSchedule(schedule), schedule));
        Assert.Equal(["rider"], record.SwitchedOff);
        Assert.Equal(0, record.Examples[1]);
    }

    [Fact]
    public void Thread_StepsAfterWarmUp_AllocateNothing()
    {
        TrainingTask<float>[] tasks = [.. Tasks<float>().Select(task => FixtureRuns.Training(task))];
        var thread = new TrainingThread<float>(tasks, 0, Options);
        var progress = new Progress(2, tasks[0].Task.ExampleCount, 1e9);
        thread.Weights[0] = 1;
        thread.Weights[1] = 0.5;
        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
                thread.Run(new PlannedWork(0, 1, 1), progress);
        }
        Steps(500);
        Allocations.AssertNone(() => Steps(50));
    }

    [Fact]
    public void Train_TwoThreads_CarryTheRiderOnBoth()
    {
        ObservedTask<float>[] tasks = Tasks<float>();
        RunRecord record = FixtureRuns.Run([.. tasks.Select(task => FixtureRuns.Training(task))], Options with { Threads = 2 }, new FixedWeights([1, 1]));
        Assert.Equal(record.Examples[0], record.Examples[1]);
    }

    [Fact]
    public void Trainer_RiderWithoutItsHost_IsRefused()
    {
        ObservedTask<float>[] tasks = Tasks<float>();
        Assert.Contains("it must be an auxiliary", Assert.Throws<ArgumentException>(() => Run([tasks[1], tasks[0]], new StlSchedule())).Message, StringComparison.Ordinal);
        Assert.Contains("it must be an auxiliary", Assert.Throws<ArgumentException>(() => Run([FixtureRuns.Observe<float>("tagging-5")[0], Tasks<float>("tagging-bilstm-5")[1]], new StlSchedule())).Message, StringComparison.Ordinal);
    }

    /// <summary>A host and its rider.</summary>
    private static ObservedTask<T>[] Tasks<T>(Func<double>? quality = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tasks<T>("tagging-5", quality);

    private static ObservedTask<T>[] Tasks<T>(string host, Func<double>? quality = null, EmbeddingTable<T>? table = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TaskFixture fixture = TaskFixtures.Named(host);
        table ??= fixture.NewTable<T>();
        ITask<T> task = fixture.Create(table);
        ITask<T> rider = fixture.CreateRider(new FixtureRider("rider", FixtureCorpora.SentencesWithOtherTags(5), 1), table, task);
        return [new ObservedTask<T>(task) { Quality = quality }, new ObservedTask<T>(rider)];
    }

    private static RunRecord Run(ObservedTask<float>[] tasks, ISchedule schedule)
    {
        TrainingTask<float>[] training = [.. tasks.Select(task => FixtureRuns.Training(task))];
        training[0] = training[0] with { Quality = new TaskQuality<float>(tasks[0]) { DevCorpus = TaskFixtures.Named("tagging-5").Train } };
        return FixtureRuns.Run(training, Options, schedule);
    }

    private static double[] HeadMove(string heads, double weight)
    {
        ObservedTask<double>[] tasks = Tasks<double>();
        double[] Head() => [.. tasks[1].DenseParameters.SelectMany(dense => dense.Values.Values.ToArray())];
        double[] before = Head();
        Step(tasks, heads, 1, weight);
        return [.. Head().Zip(before, (after, value) => after - value)];
    }

    /// <summary>How table, encoder and the host's head move in a step.</summary>
    private static double[] Move(double hostWeight, double riderWeight)
    {
        ObservedTask<double>[] tasks = Tasks<double>();
        double[] Values() => [.. FixtureRuns.Values([tasks[0]]).SelectMany(values => values)];
        double[] before = Values();
        Step(tasks, "sgd", hostWeight, riderWeight);
        return [.. Values().Zip(before, (after, value) => after - value)];
    }

    private static void Step(ObservedTask<double>[] tasks, string heads, double hostWeight, double riderWeight)
    {
        TrainingTask<double>[] training = [.. tasks.Select(task => FixtureRuns.Training(task, "sgd", heads))];
        var thread = new TrainingThread<double>(training, 0, Options);
        thread.Weights[0] = hostWeight;
        thread.Weights[1] = riderWeight;
        thread.Run(new PlannedWork(0, 1, hostWeight), new Progress(2, tasks[0].ExampleCount, 1));
    }

    /// <summary>The encoder's weights after one step with a rider and an auxiliary that moves no encoder.</summary>
    private static double[] FirstStep(bool joint, out long[] examples)
    {
        EmbeddingTable<double> table = TaskFixtures.Named("tagging-5").NewTable<double>();
        ObservedTask<double>[] tasks = [.. Tasks("tagging-5", table: table), new ObservedTask<double>(TaskFixtures.Named("lexicon-labels-5").Create(table))];
        TrainingTask<double>[] training = [.. tasks.Select(task => FixtureRuns.Training(task, batch: (int)tasks[0].ExampleCount))];
        var schedule = new MtlSchedule(new ScheduleOptions { PlannedEpochs = 1, Auxiliaries = [new AuxiliaryWeight(), new AuxiliaryWeight()], Joint = joint });
        RunRecord record = FixtureRuns.Run(training, Options with { Epochs = 1, EvaluationsPerEpoch = 1 }, schedule);
        Assert.Equal(1, record.Steps);
        examples = [.. record.Examples];
        return [.. tasks[..2].SelectMany(task => task.DenseParameters).SelectMany(dense => dense.Values.Values.ToArray())];
    }
}
