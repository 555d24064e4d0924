using MT2ST.Schedules;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>A step that would take for ever, as an auxiliary of very many units makes it, ends when the run is stopped.</summary>
public sealed class TrainingWorkerTests
{
    private const int Batch = 4;

    private readonly TrainingTask<float> _task = FixtureRuns.Training(FixtureRuns.Observe<float>("lexicon-labels-5")[0], batch: Batch);
    private readonly Progress _progress = new(taskCount: 1, primaryExampleCount: 10, plannedEpochs: 1);

    [Fact]
    public void Run_Stopped_EndsAfterTheBatch()
    {
        NewWorker().Run(new PlannedWork(0, int.MaxValue, Weight: 1), _progress, new CancellationToken(canceled: true));
        Assert.Equal(Batch, _progress.Examples(0));
    }

    [Fact]
    public void RunJointly_Stopped_EndsBeforeTheWholeStep()
    {
        TrainingWorker<float> worker = new([_task with { BatchSize = int.MaxValue }], 0, new TrainerOptions { Name = "run" });
        worker.Plan.Fill([1.0]);
        worker.RunJointly(SumCombiner.Instance, _progress, new Observations(), new CancellationToken(canceled: true));
        Assert.InRange(_progress.Examples(0), 1, 1 << 20);
    }

    private TrainingWorker<float> NewWorker() => new([_task], 0, new TrainerOptions { Name = "run" });
}
