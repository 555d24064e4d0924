using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Schedules;
using MT2ST.Tests.Schedules;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>What changes at the switch, and what a frozen table is.</summary>
public sealed class SwitchToPrimaryTests
{
    private const double Rate = 0.01;
    private static readonly TrainerOptions TenSteps = new() { Name = "run", Epochs = 10, KeepBest = false };

    [Theory]
    [InlineData(false, 5.5)] // 1 + 0.9 + ... + 0.1
    [InlineData(true, 6.9)] // 1 + 0.9 + 0.8 + 0.7, then 1 + 5/6 + ... + 1/6
    public void Train_RestartRate_DecaysAnewOverWhatIsLeft(bool restarts, double shares) =>
        Assert.Equal(Rate * shares, Displacement("sgd", decays: true, TenSteps with { RestartRate = restarts }), 1e-6);

    [Theory]
    [InlineData(OptimizerState.Keep, 10, 0)]
    [InlineData(OptimizerState.Reset, 4, 6)]
    public void Train_OptimizerState_KeepsOrResetsAccumulators(OptimizerState state, int before, int after)
    {
        // The gradient is (1, 0): the mean of squares grows by a half a step.
        double Moves(int count) => Enumerable.Range(1, count).Sum(step => Rate / Math.Sqrt(0.5 * step));
        Assert.Equal(Moves(before) + Moves(after), Displacement("adagrad", decays: false, TenSteps with { OptimizerState = state }), 1e-6);
    }

    [Fact]
    public void Train_Freeze_LeavesTheTableBitByBitAndCostsNoUpdate()
    {
        RunRecord free = Train(NewTasks(), new TrainerOptions { Name = "run", Epochs = 4 });
        ObservedTask<float>[] tasks = NewTasks();
        float[][] start = FixtureRuns.Values([tasks[0]]);
        RunRecord frozen = Train(tasks, new TrainerOptions { Name = "run", Epochs = 4, Freeze = true });
        float[][] end = FixtureRuns.Values([tasks[0]]);
        Assert.Equal(start[0], end[0]);
        Assert.NotEqual(start[^1], end[^1]); // The head.
        Assert.Equal(free.Examples, frozen.Examples);
        Assert.All(free.MultiplyAdds.Zip(frozen.MultiplyAdds), pair => Assert.True(pair.Second < pair.First));
    }

    [Fact]
    public void Train_FreezeAfterSwitch_LeavesTheTableFromThereOn()
    {
        ObservedTask<float>[] tasks = NewTasks();
        float[][] start = FixtureRuns.Values([tasks[0]]), atSwitch = [];
        var listener = new RunListener
        {
            Evaluated = point =>
            {
                if (point.Step > 0 && point.Weights[1] == 0 && atSwitch.Length == 0)
                    atSwitch = FixtureRuns.Values([tasks[0]]);
            },
        };
        Train(tasks, new TrainerOptions { Name = "run", Epochs = 4, FreezeAfterSwitch = true }, listener);
        float[][] end = FixtureRuns.Values([tasks[0]]);
        Assert.NotEqual(start[0], atSwitch[0]);
        Assert.Equal(atSwitch[0], end[0]);
        Assert.NotEqual(atSwitch[^1], end[^1]);
    }

    [Fact]
    public void Progress_Switch_IsMarkedOnce()
    {
        var progress = new Progress(taskCount: 2, primaryExampleCount: 10, plannedEpochs: 4);
        Assert.Null(progress.SwitchEpoch);
        progress.AddWork(0, 10, 0);
        Assert.True(progress.MarkSwitch());
        progress.AddWork(0, 15, 0);
        Assert.False(progress.MarkSwitch());
        Assert.Equal(1, progress.SwitchEpoch);
        Assert.Equal(0.5, progress.ShareSinceSwitch);
    }

    /// <summary>How far a row with a gradient of 1 in its first coordinate moves in ten steps, the auxiliary ending after four.</summary>
    private static double Displacement(string rows, bool decays, TrainerOptions options)
    {
        var table = new EmbeddingTable<double>(2, 2, scale: 1e-9, new SeededRandom(1));
        double before = table.Rows.Row(0)[0];
        // A weak pull to a point far away is all but constant.
        PullTask primary = new("primary", table, strength: 1e-6, [[-1e6, table.Rows.Row(0)[1]]]), auxiliary = new("auxiliary", table, 1, [[0, 0]]);
        AuxiliaryWeight weight = new() { SwitchPoint = 4 };
        TrainingTask<double>[] tasks =
        [
            FixtureRuns.Training(primary, rows, "sgd", Rate) with { LinearDecay = decays },
            FixtureRuns.Training(auxiliary, "sgd", "sgd", rate: 0) with { Units = 1, Weight = weight },
        ];
        FixtureRuns.Run(tasks, options, new SwitchSchedule(new ScheduleOptions { PlannedEpochs = options.Epochs, Auxiliaries = [weight] }));
        return before - table.Rows.Row(0)[0];
    }

    private static ObservedTask<float>[] NewTasks() => FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");

    private static RunRecord Train(ObservedTask<float>[] tasks, TrainerOptions options, IRunListener? listener = null)
    {
        var schedule = new SwitchSchedule(new ScheduleOptions { PlannedEpochs = options.Epochs, SwitchPoint = 2, Auxiliaries = [new AuxiliaryWeight()] });
        return new Trainer<float>(options, schedule, [.. tasks.Select(task => FixtureRuns.Training(task))], listener).Train(TestContext.Current.CancellationToken);
    }
}
