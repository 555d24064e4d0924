using MT2ST.Schedules;
using MT2ST.Tests.Training;
using MT2ST.Training;

namespace MT2ST.Tests.Schedules;

public sealed class ComposedScheduleTests
{
    private static readonly AuxiliaryWeight[] Mixed =
    [
        new() { Gamma0 = 2, Eta = 0.5 },
        new() { Gamma0 = 3, Schedule = "mtl" },
        new() { Gamma0 = 4, Schedule = "switch", SwitchPoint = 2 },
    ];

    [Fact]
    public void Weights_AuxiliariesWithTheirOwnStrategies_AreThose()
    {
        ISchedule schedule = Make("diminish", Mixed);
        Assert.Equal([1, 2 * Math.Exp(-0.5), 3, 4], At(schedule, 1), Near);
        Assert.Equal([1, 2 * Math.Exp(-1.5), 3, 0], At(schedule, 3), Near);
    }

    [Fact]
    public void Weights_UnderStl_AreZeroWhateverAnAuxiliarySays()
    {
        ISchedule schedule = Make("stl", Mixed);
        Assert.False(schedule.UsesAuxiliaries);
        Assert.Equal([1, 0, 0, 0], At(schedule, 1));
    }

    [Fact]
    public void Create_StrategyThatLooksAtAllTasks_IsRejected() =>
        Assert.Throws<ArgumentException>(() => Make("mtl", [new AuxiliaryWeight { Schedule = "pretrain" }]));

    [Fact]
    public void Create_SwitchPointOfTheRun_HoldsForAnAuxiliaryWithoutOne()
    {
        ISchedule schedule = BuiltInSchedules.All["mtl"].Factory(new ScheduleOptions { PlannedEpochs = 6, SwitchPoint = 4, Auxiliaries = [new AuxiliaryWeight { Schedule = "switch" }] });
        Assert.Equal([1, 1], At(schedule, 3.9, taskCount: 2));
        Assert.Equal([1, 0], At(schedule, 4, taskCount: 2));
    }

    [Fact]
    public void Run_OneAuxiliarySwitchedOffAndOneWithAFloor_RunsTheOtherAlone()
    {
        AuxiliaryWeight[] weights = [new() { Schedule = "switch", SwitchPoint = 1 }, new() { Eta = 9, GammaMin = 0.5 }];
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5", "relation-5");
        TrainingTask<float>[] training = [.. tasks.Select((task, k) => FixtureRuns.Training(task) with { Weight = weights[Math.Max(0, k - 1)] })];
        long primaryExamples = 4 * tasks[0].ExampleCount;
        FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = 4 }, Make("diminish", weights));
        Assert.Equal(2 * tasks[0].ExampleCount, tasks[1].Examples); // Two units for each primary example of the first epoch.
        Assert.InRange(tasks[2].Examples, primaryExamples, 1.5 * primaryExamples); // At least half of two units to the end.
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static ISchedule Make(string name, IReadOnlyList<AuxiliaryWeight> auxiliaries) =>
        BuiltInSchedules.All[name].Factory(new ScheduleOptions { PlannedEpochs = 6, Auxiliaries = auxiliaries });

    private static double[] At(ISchedule schedule, double epoch, int taskCount = 4)
    {
        var progress = new Progress(taskCount, primaryExampleCount: 1000, plannedEpochs: 6);
        progress.AddWork(0, (long)Math.Round(1000 * epoch), 0);
        var weights = new double[taskCount];
        schedule.SetWeights(progress, new Observations(), weights);
        return weights;
    }
}
