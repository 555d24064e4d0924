using MT2ST.Embeddings;
using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Tasks.Lexical;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>What a multiply-add of a task is counted for by strategies that weigh gain against cost.</summary>
public sealed class TaskCostsTests
{
    private static readonly ScheduleContext OneAuxiliary = new() { PlannedEpochs = 4, Auxiliaries = [new LexiconOptions()], ProbeShare = 0.4 };

    [Fact]
    public void Cost_CountsMultiplyAddsByTheirFactors()
    {
        var progress = new Progress(taskCount: 2, primaryExampleCount: 10, plannedEpochs: 4, [1, 2.5]);
        progress.AddWork(0, exampleCount: 5, multiplyAdds: 100);
        Progress fork = progress.Fork();
        fork.AddWork(1, exampleCount: 5, multiplyAdds: 40);

        Assert.Equal(100, progress.Cost);
        Assert.Equal(200, fork.Cost);
        Assert.Equal(40, fork.MultiplyAdds(1));
    }

    [Fact]
    public void Progress_FactorsOfOtherTasks_AreRefused() =>
        Assert.StartsWith("There are 2 cost factors, expected 3", Assert.Throws<ArgumentException>(() => new Progress(taskCount: 3, primaryExampleCount: 10, plannedEpochs: 4, [1, 2.5])).Message, StringComparison.Ordinal);

    [Fact]
    public void Train_CostsMeasured_LeavesEveryBit()
    {
        (float[][] plain, RunRecord without) = Run(measures: false, new MtlSchedule(OneAuxiliary));
        (float[][] measured, RunRecord with) = Run(measures: true, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary));

        Assert.Equal(plain, measured);
        Assert.Equal(without.Examples, with.Examples); // What was trained to measure is no work of the run.
        Assert.Equal(1, with.CostFactors[0]);
        Assert.InRange(with.CostFactors[1], 0.01, 100);
        Assert.InRange(with.CpuSeconds, 1, 60); // Two tasks for half a second each, charged.
    }

    [Fact]
    public void Train_CostsGiven_AreNotMeasured()
    {
        var batches = new long[2];
        foreach (bool measures in new[] { false, true })
        {
            ObservedTask<float>[] tasks = Tasks();
            RunRecord record = Run(tasks, measures, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), factor: 7.25);
            Assert.Equal([1, 7.25], record.CostFactors);
            batches[measures ? 1 : 0] = tasks.Sum(task => task.Batches);
        }
        Assert.Equal(batches[0], batches[1]); // Nothing was trained to measure.
    }

    [Fact]
    public void ByTask_CostFactors_AreInTheOrderOfTheTasks()
    {
        (_, RunRecord record) = Run(measures: false, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), factor: 7.25);

        Assert.Equal(["tagging-5", "lexicon-labels-5"], record.ByTask(record.CostFactors).Keys);
    }

    [Fact]
    public void Train_StrategyThatDoesNotProbe_MeasuresNothing()
    {
        (_, RunRecord record) = Run(measures: true, new MtlSchedule(OneAuxiliary));

        Assert.Empty(record.CostFactors);
    }

    private static (float[][] Values, RunRecord Record) Run(bool measures, ISchedule schedule, double? factor = null)
    {
        ObservedTask<float>[] tasks = Tasks();
        RunRecord record = Run(tasks, measures, schedule, factor);
        return (FixtureRuns.Values(tasks), record);
    }

    private static ObservedTask<float>[] Tasks()
    {
        EmbeddingTable<float> table = TaskFixtures.Named("tagging-5").NewTable<float>();
        return
        [
            new ObservedTask<float>(TaskFixtures.Named("tagging-5").Create(table)) { Quality = () => 1 },
            new ObservedTask<float>(TaskFixtures.Named("lexicon-labels-5").Create(table)),
        ];
    }

    private static RunRecord Run(ObservedTask<float>[] tasks, bool measures, ISchedule schedule, double? factor)
    {
        TrainingTask<float>[] training =
        [
            FixtureRuns.Training(tasks[0]) with { Quality = new TaskQuality<float>(tasks[0]) { DevCorpus = TaskFixtures.Named("tagging-5").Train } },
            FixtureRuns.Training(tasks[1]) with { Options = new LexiconOptions { CostFactor = factor } },
        ];
        var options = new TrainerOptions { Name = "run", Epochs = 4, EvaluationsPerEpoch = 2, KeepBest = false, MeasuresCosts = measures };
        return FixtureRuns.Run(training, options, schedule);
    }
}
