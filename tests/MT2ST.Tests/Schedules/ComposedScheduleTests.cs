using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Tests.Training;
using MT2ST.Training;

namespace MT2ST.Tests.Schedules;

public sealed class ComposedScheduleTests
{
    private static readonly LexiconOptions[] Mixed =
    [
        new() { Gamma0 = 2, Eta = 0.5 },
        new() { Gamma0 = 3, Schedule = "mtl" },
        new() { Gamma0 = 4, Schedule = "switch", At = 2 },
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
        Assert.Equal([1, 0, 0, 0], At(schedule, 1));
    }

    [Fact]
    public void Create_SwitchPointOfTheRun_HoldsForAnAuxiliaryWithoutOne()
    {
        ISchedule schedule = new SwitchOptions { At = 4 }.CreateSchedule(new ScheduleContext { PlannedEpochs = 6, Auxiliaries = [new LexiconOptions { Schedule = "switch" }] });
        Assert.Equal([1, 1], At(schedule, 3.9, taskCount: 2));
        Assert.Equal([1, 0], At(schedule, 4, taskCount: 2));
    }

    [Fact]
    public void Run_OneAuxiliarySwitchedOffAndOneWithAFloor_RunsTheOtherAlone()
    {
        LexiconOptions[] weights = [new() { Schedule = "switch", At = 1 }, new() { Eta = 9, GammaMin = 0.5 }];
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5", "relation-5");
        TrainingTask<float>[] training = [.. tasks.Select((task, k) => FixtureRuns.Training(task) with { Options = weights[Math.Max(0, k - 1)] })];
        long primaryExamples = 4 * tasks[0].ExampleCount;
        FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = 4 }, Make("diminish", weights));
        Assert.Equal(2 * tasks[0].ExampleCount, tasks[1].Examples); // Two units for each primary example of the first epoch.
        Assert.InRange(tasks[2].Examples, primaryExamples, 1.5 * primaryExamples); // At least half of two units to the end.
    }

    [Fact]
    public void Auto_AuxiliaryWithASwitchPointOfItsOwn_EndsThere()
    {
        ISchedule schedule = new SwitchOptions { At = SwitchTime.Auto }.CreateSchedule(new ScheduleContext { PlannedEpochs = 6, Auxiliaries = [new LexiconOptions { Schedule = "switch", At = 2 }, new LexiconOptions()] });
        Assert.Equal([1, 1, 1], At(schedule, 1.9, taskCount: 3));
        Assert.Equal([1, 0, 1], At(schedule, 2, taskCount: 3));
    }

    [Fact]
    public void Gain_AuxiliaryThatFadesByItself_FadesWhileItIsOnAndIsOffAfterHarm()
    {
        ISchedule schedule = Make("gain", [new() { Gamma0 = 2, Eta = 0.5, Schedule = "diminish" }, new() { Gamma0 = 3 }]);
        var progress = new Progress(taskCount: 3, primaryExampleCount: 1000, plannedEpochs: 6);
        progress.AddWork(0, 1000, 0);
        Observations observed = Observed.Qualities(0);
        double faded = 2 * Math.Exp(-0.5);
        Assert.Equal([1, faded, 3], At(schedule, 1, 3, observed), Near);

        ProbeRequest without = Probe(schedule, progress, observed);
        Assert.Equal([1, 0, 3], without.Weights);
        Observed.Answer(observed, without, 0.5); // Without the first: far better than the run's 0.1.
        Assert.Equal([1, 0, 3], At(schedule, 1, 3, observed));
        Assert.True(schedule.Probing!.IsOff(1, observed));
    }

    [Fact]
    public void Gain_ProbeOfAnotherAuxiliary_RunsTheFadingOneAtItsOwnWeight()
    {
        ISchedule schedule = Make("gain", [new() { Gamma0 = 3 }, new() { Gamma0 = 2, Eta = 0.5, Schedule = "diminish" }]);
        var progress = new Progress(taskCount: 3, primaryExampleCount: 1000, plannedEpochs: 6);
        progress.AddWork(0, 1000, 0);
        Assert.Equal([1, 0, 2 * Math.Exp(-0.5)], Probe(schedule, progress, Observed.Qualities(0)).Weights, Near);
    }

    private static ProbeRequest Probe(ISchedule schedule, Progress progress, Observations observed)
    {
        Assert.True(schedule.Probing!.WantsMark(progress, observed));
        observed.SetMark();
        Observed.Add(observed, 0.1);
        return Assert.IsType<ProbeRequest>(schedule.Probing.NextProbe(progress, observed));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static ISchedule Make(string name, IReadOnlyList<LexiconOptions> auxiliaries) =>
        BuiltInSchedules.All[name].Factory().CreateSchedule(new ScheduleContext { PlannedEpochs = 6, Auxiliaries = auxiliaries });

    private static double[] At(ISchedule schedule, double epoch, int taskCount = 4, Observations? observed = null)
    {
        var progress = new Progress(taskCount, primaryExampleCount: 1000, plannedEpochs: 6);
        progress.AddWork(0, (long)Math.Round(1000 * epoch), 0);
        var weights = new double[taskCount];
        schedule.SetWeights(progress, observed ?? new Observations(), weights);
        return weights;
    }
}
