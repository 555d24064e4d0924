using MT2ST.Embeddings;
using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
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

    [Theory]
    [InlineData(0.03, 10_000_000, 3)]
    [InlineData(0.0025, 10_000_000, 0.25)]
    [InlineData(0.0123456, 10_000_000, 1.23)]
    [InlineData(0.03, 1_000_000_000_000, 0.01)] // The least.
    public void Measure_ScriptedClock_GivesTheRatioOfSecondsForAMultiplyAdd(double seconds, long multiplyAdds, double expected)
    {
        const double CompilationSeconds = 0.25; // Of the first batch, which does not count.
        double clock = 0; // Moves with batches alone. The multiply-adds are so many that those of the heads round away.
        Func<int, long> Taking(double batchSeconds, long batchMultiplyAdds) => batches =>
        {
            clock += batches == 1 ? CompilationSeconds : batchSeconds;
            return batchMultiplyAdds;
        };
        ObservedTask<float>[] tasks = Tasks(primary: Taking(0.02, 20_000_000), auxiliary: Taking(seconds, multiplyAdds));
        float[][] before = FixtureRuns.Values(tasks);

        double[] factors = TaskCosts<float>.Measure(Training(tasks, factor: null), Options(measures: true), TestContext.Current.CancellationToken, () => clock);

        Assert.Equal([1, expected], factors);
        Assert.All(tasks, task => Assert.InRange(task.Batches, 2, int.MaxValue));
        Assert.Equal(before, FixtureRuns.Values(tasks));
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
        RunRecord record = Run(measures: false, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), factor: 7.25);

        Assert.Equal(["tagging-5", "lexicon-labels-5"], record.ByTask(record.CostFactors).Keys);
    }

    [Fact]
    public void Train_StrategyThatDoesNotProbe_MeasuresNothing()
    {
        RunRecord record = Run(measures: true, new MtlSchedule(OneAuxiliary));

        Assert.Empty(record.CostFactors);
    }

    private static RunRecord Run(bool measures, ISchedule schedule, double? factor = null) => Run(Tasks(), measures, schedule, factor);

    private static RunRecord Run(ObservedTask<float>[] tasks, bool measures, ISchedule schedule, double? factor) =>
        FixtureRuns.Run(Training(tasks, factor), Options(measures), schedule);

    private static ObservedTask<float>[] Tasks(Func<int, long>? primary = null, Func<int, long>? auxiliary = null)
    {
        EmbeddingTable<float> table = TaskFixtures.Named("tagging-5").NewTable<float>();
        return
        [
            new ObservedTask<float>(TaskFixtures.Named("tagging-5").Create(table)) { Quality = () => 1, MultiplyAdds = primary },
            new ObservedTask<float>(TaskFixtures.Named("lexicon-labels-5").Create(table)) { MultiplyAdds = auxiliary },
        ];
    }

    private static TrainingTask<float>[] Training(ObservedTask<float>[] tasks, double? factor) =>
    [
        FixtureRuns.Training(tasks[0]) with { Quality = new TaskQuality<float>(tasks[0]) { DevCorpus = TaskFixtures.Named("tagging-5").Train } },
        FixtureRuns.Training(tasks[1]) with { Options = new LexiconOptions { CostFactor = factor } },
    ];

    private static TrainerOptions Options(bool measures) =>
        new() { Name = "run", Epochs = 4, EvaluationsPerEpoch = 2, KeepBest = false, MeasuresCosts = measures };
}
