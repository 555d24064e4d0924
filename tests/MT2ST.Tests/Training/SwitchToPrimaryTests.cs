using MT2ST.Schedules;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>What changes at the switch, and what a frozen table is.</summary>
public sealed class SwitchToPrimaryTests
{
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

    private static ObservedTask<float>[] NewTasks() => FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");

    private static RunRecord Train(ObservedTask<float>[] tasks, TrainerOptions options, IProgress<RunProgress>? listener = null)
    {
        var schedule = new SwitchSchedule(new ScheduleContext { PlannedEpochs = options.Epochs, Auxiliaries = [new LexiconOptions()] }, new SwitchOptions { At = 2 });
        return new Trainer<float>(options, schedule, [.. tasks.Select(task => FixtureRuns.Training(task))], listener).Train(TestContext.Current.CancellationToken);
    }
}
