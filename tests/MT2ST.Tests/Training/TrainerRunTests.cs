using MT2ST.Schedules;
using MT2ST.Tests.Tasks;
using MT2ST.Threading;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>What a run keeps, when it ends and what it reports; dev qualities are scripted where they matter.</summary>
public sealed class TrainerRunTests
{
    public static TheoryData<string> Fixtures => TaskFixtures.Names;

    [Theory]
    [InlineData(true, 2, "best")]
    [InlineData(false, 4, "last")]
    public void Train_QualityRisesThenFalls_KeepsWhatWasAskedFor(bool keepBest, int keptPoint, string kept)
    {
        var run = new ScriptedRun([1, 2, 5, 4, 3]);
        RunRecord record = run.Train(new TrainerOptions { Name = "run", Epochs = 4, EvaluationsPerEpoch = 1, KeepBest = keepBest });
        Assert.Equal(kept, record.Kept);
        Assert.Equal(2, record.BestPoint);
        Assert.Equal(run.ValuesAtPoint[keptPoint], run.Values);
        Assert.NotEqual(run.ValuesAtPoint[2], run.ValuesAtPoint[4]);
    }

    [Fact]
    public void Train_QualityNeverAboveTheStart_RestoresTheStart()
    {
        var run = new ScriptedRun([5, 4, 3]);
        RunRecord record = run.Train(new TrainerOptions { Name = "run", Epochs = 2, EvaluationsPerEpoch = 1 });
        Assert.Equal(0, record.BestPoint);
        Assert.Equal(run.ValuesAtPoint[0], run.Values);
        Assert.NotEqual(run.ValuesAtPoint[0], run.ValuesAtPoint[2]);
    }

    [Theory]
    [InlineData(2, 5, "patience")]
    [InlineData(3, 6, "patience")]
    [InlineData(0, 9, "finished")]
    public void Train_QualityStopsRising_EndsAfterPatience(int patience, int points, string ended)
    {
        var run = new ScriptedRun([1, 2, 5, 4, 3, 2, 1, 1, 1]);
        RunRecord record = run.Train(new TrainerOptions { Name = "run", Epochs = 8, EvaluationsPerEpoch = 1, Patience = patience });
        Assert.Equal(ended, record.Ended);
        Assert.Equal(points, record.Curve.Count);
    }

    [Fact]
    public void Train_PatienceWithoutDev_RunsToTheEnd()
    {
        ObservedTask<float> task = FixtureRuns.Observe<float>("tagging-5")[0];
        RunRecord record = FixtureRuns.Run([FixtureRuns.Training(task)], new TrainerOptions { Name = "run", Epochs = 8, EvaluationsPerEpoch = 1, Patience = 2 });
        Assert.Equal("finished", record.Ended);
        Assert.Equal(8 * task.ExampleCount, record.Examples[0]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(2.25, 1)]
    [InlineData(1, 2)]
    [InlineData(2.25, 2)]
    public void Train_EpochsThatAreNoWholeSteps_EndsWithASmallerStep(double epochs, int threads)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");
        TrainingTask<float>[] training = [FixtureRuns.Training(tasks[0], batch: 2), FixtureRuns.Training(tasks[1])];
        RunRecord record = FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = epochs, Threads = threads }, new MtlSchedule(new ScheduleContext { PlannedEpochs = epochs, Auxiliaries = [new LexiconOptions()] }));
        long planned = (long)Math.Round(epochs * tasks[0].ExampleCount, MidpointRounding.AwayFromZero);
        Assert.Equal(planned, record.Examples[0]);
        Assert.Equal(2 * planned, record.Examples[1]); // Two units for each primary example, also in the last step.
        Assert.Equal((double)planned / tasks[0].ExampleCount, record.Epochs);
    }

    [Fact]
    public void Train_Cancelled_KeepsWhatWasTrained()
    {
        using var source = new CancellationTokenSource();
        var run = new ScriptedRun([1, 2, 3, 4, 5])
        {
            Cancellation = source.Token,
            Evaluated = point =>
            {
                if (point.Dev == 3)
                    source.Cancel();
            },
        };
        RunRecord record = run.Train(new TrainerOptions { Name = "run", Epochs = 4, EvaluationsPerEpoch = 1, KeepBest = false });
        Assert.Equal("cancelled", record.Ended);
        Assert.Equal(run.ValuesAtPoint[2], run.Values);
        Assert.NotEqual(run.ValuesAtPoint[0], run.Values);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Train_RateOf1e30_NamesStepTaskAndRate(string fixture)
    {
        ObservedTask<float> task = FixtureRuns.Observe<float>(fixture)[0];
        TrainingTask<float> training = FixtureRuns.Training(task, rate: 1e30);
        var thrown = Assert.Throws<TrainingDivergedException>(() => FixtureRuns.Run([training], new TrainerOptions { Name = "run", Epochs = 10 }));
        Assert.Equal(fixture, thrown.Task);
        Assert.Equal(1e30, thrown.Rate);
        Assert.InRange(thrown.Step, 2, 10 * task.ExampleCount);
        Assert.Contains($"step {thrown.Step}: the loss of task '{fixture}' is not finite at learning rate 1e+30", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Curve_CountsNeverFall()
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");
        TrainingTask<float>[] training = [FixtureRuns.Training(tasks[0]) with { Quality = new TaskQuality<float>(tasks[0]) { DevCorpus = TaskFixtures.Named("tagging-5").Train } }, FixtureRuns.Training(tasks[1])];
        var schedule = new SwitchSchedule(new ScheduleContext { PlannedEpochs = 4, Auxiliaries = [new LexiconOptions()] }, new SwitchOptions());
        RunRecord record = FixtureRuns.Run(training, new TrainerOptions { Name = "run", Epochs = 4 }, schedule);
        Assert.Equal(9, record.Curve.Count);
        foreach ((CurvePoint earlier, CurvePoint later) in record.Curve.Zip(record.Curve.Skip(1)))
        {
            Assert.True(later.Step > earlier.Step && later.Epoch > earlier.Epoch);
            Assert.True(later.CpuSeconds >= earlier.CpuSeconds && later.EvaluationSeconds >= earlier.EvaluationSeconds);
            Assert.All(later.Examples.Zip(earlier.Examples), pair => Assert.True(pair.First >= pair.Second));
            Assert.All(later.MultiplyAdds.Zip(earlier.MultiplyAdds), pair => Assert.True(pair.First >= pair.Second));
            Assert.Equal(later.Weights[1] > 0, later.Losses[1] is not null);
        }
        Assert.Equal(record.MultiplyAdds, record.Curve[^1].MultiplyAdds);
        Assert.Equal(tasks.Select(task => task.Examples), record.Examples);
    }

    [Fact]
    public void Train_SlowEvaluation_IsTimedApart()
    {
        const double Burn = 0.1;
        var clock = new ManualClock();
        var run = new ScriptedRun([1, 2, 3, 4, 5])
        {
            Clock = clock,
            Evaluating = () =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                double end = ThreadClock.CpuSeconds() + Burn;
                while (ThreadClock.CpuSeconds() < end)
                    Thread.SpinWait(100);
            },
        };
        RunRecord record = run.Train(new TrainerOptions { Name = "run", Epochs = 4, EvaluationsPerEpoch = 1 });
        Assert.InRange(record.EvaluationSeconds, 5 * Burn, double.MaxValue);
        Assert.InRange(record.CpuSeconds, 1e-9, 4 * Burn); // Four steps and their compilation; with evaluations it were five burns at least.
        Assert.Equal(0, record.WallSeconds);
    }
}
