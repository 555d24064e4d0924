using MT2ST.Embeddings;
using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Tasks;
using MT2ST.Tasks.Lexical;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>A run that is stopped in an evaluation of 20,000 sentences ends soon and keeps what it has learnt.</summary>
public sealed class CancelledRunTests : IDisposable
{
    private static readonly TrainerOptions Options = new() { Name = "run", Epochs = 0.001, EvaluationsPerEpoch = 2000 }; // 20 sentences, two stretches.

    private readonly TimedStop _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void Train_StoppedInTheFirstEvaluation_ThrowsSoon()
    {
        StoppedTask task = new(LongTagging.Create(), stopped: 1, _stop);
        Assert.Throws<OperationCanceledException>(() => Train(Options, new StlSchedule(), Measured(task)));
        _stop.AssertEndedSoon();
    }

    [Fact]
    public void Train_StoppedInTheFirstEvaluationOfTraining_KeepsTheLastParameters()
    {
        List<float[][]> values = [];
        StoppedTask task = null!;
        task = new(LongTagging.Create(), stopped: 2, _stop) { Evaluating = _ => values.Add(FixtureRuns.Values([task])) };
        RunRecord record = Train(Options, new StlSchedule(), Measured(task));
        _stop.AssertEndedSoon();
        Assert.Equal(("cancelled", "last", 0), (record.Ended, record.Kept, record.BestPoint));
        Assert.Equal([1.0], record.Curve.Select(point => point.Dev));
        Assert.Null(record.Test);
        Assert.Equal(10, record.Steps);
        Assert.Equal(values[1], FixtureRuns.Values([task]));
        Assert.NotEqual(values[0], values[1]);
    }

    [Fact]
    public void Train_StoppedInALaterEvaluation_KeepsTheBestOfThoseThatEnded()
    {
        List<float[][]> values = [];
        StoppedTask task = null!;
        task = new(LongTagging.Create(), stopped: 3, _stop) { Evaluating = _ => values.Add(FixtureRuns.Values([task])) };
        RunRecord record = Train(Options, new StlSchedule(), Measured(task));
        _stop.AssertEndedSoon();
        Assert.Equal(("cancelled", "best", 1), (record.Ended, record.Kept, record.BestPoint));
        Assert.Equal([1.0, 2.0], record.Curve.Select(point => point.Dev));
        Assert.Null(record.Test);
        Assert.Equal(values[1], FixtureRuns.Values([task]));
        Assert.NotEqual(values[1], values[2]);
    }

    [Fact]
    public void Train_StoppedInTheEvaluationOnTest_HasAllOfTheCurveAndNoTest()
    {
        StoppedTask task = new(LongTagging.Create(), stopped: 4, _stop);
        RunRecord record = Train(Options, new StlSchedule(), Measured(task));
        _stop.AssertEndedSoon();
        Assert.Equal(("cancelled", "best", 2), (record.Ended, record.Kept, record.BestPoint));
        Assert.Equal([1.0, 2.0, 3.0], record.Curve.Select(point => point.Dev));
        Assert.Null(record.Test);
    }

    [Fact]
    public void Train_StoppedInTheEvaluationOfAProbe_TakesTheRunsOwnParametersBack()
    {
        List<float[][]> values = [];
        EmbeddingTable<float> table = LongTagging.NewTable();
        StoppedTask task = null!;
        task = new(LongTagging.Create(table), stopped: 3, _stop) { Evaluating = _ => values.Add(FixtureRuns.Values([task])) };
        ITask<float> auxiliary = new LexiconTask<float>(new TaskContext<float> { Name = "lexicon", Table = table, Train = LongTagging.Sentences, Seed = 1 });
        ScheduleContext one = new() { PlannedEpochs = Options.Epochs, Auxiliaries = [new LexiconOptions()], ProbeShare = 0.4 };
        RunRecord record = Train(Options with { KeepBest = false }, new HarmCheck(new MtlSchedule(one), one), Measured(task), FixtureRuns.Training(auxiliary) with { Options = new LexiconOptions { CostFactor = 1 } });
        _stop.AssertEndedSoon();
        Assert.Equal("cancelled", record.Ended);
        Assert.Empty(record.Probes);
        Assert.Equal([1.0, 2.0], record.Curve.Select(point => point.Dev));
        Assert.NotEqual(values[1], values[2]); // The probe's.
        Assert.Equal(values[1], FixtureRuns.Values([task]));
    }

    private static TrainingTask<float> Measured(StoppedTask task) => FixtureRuns.Training(task) with
    {
        Quality = new TaskQuality<float>(task) { DevCorpus = LongTagging.Sentences, TestCorpus = LongTagging.Sentences },
    };

    private RunRecord Train(TrainerOptions options, ISchedule schedule, params TrainingTask<float>[] tasks) =>
        new Trainer<float>(options, schedule, tasks).Train(_stop.Token);
}
