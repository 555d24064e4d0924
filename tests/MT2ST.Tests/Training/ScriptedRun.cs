using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>A run of a small tagger whose dev qualities are given, with the parameters at every evaluation.</summary>
internal sealed class ScriptedRun
{
    private readonly ObservedTask<float> _task;

    public ScriptedRun(IReadOnlyList<double> qualities)
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-5");
        _task = new ObservedTask<float>(fixture.Create<float>())
        {
            Quality = () =>
            {
                Evaluating?.Invoke();
                ValuesAtPoint.Add(Values);
                return qualities[ValuesAtPoint.Count - 1];
            },
        };
    }

    /// <summary>Called in every evaluation.</summary>
    public Action? Evaluating { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<CurvePoint>? Evaluated { get; init; }

    public TimeProvider? Clock { get; init; }

    /// <summary>Ends the run.</summary>
    public CancellationToken Cancellation { get; init; } = TestContext.Current.CancellationToken;

    /// <summary>All parameters at each evaluation.</summary>
    public List<float[][]> ValuesAtPoint { get; } = [];

    /// <summary>All parameters now.</summary>
    public float[][] Values => FixtureRuns.Values([_task]);

    public RunRecord Train(TrainerOptions options)
    {
        TrainingTask<float> training = FixtureRuns.Training(_task) with { Quality = new TaskQuality<float>(_task) { DevCorpus = TaskFixtures.Named("tagging-5").Train } };
        return new Trainer<float>(options, new StlSchedule(), [training], new RunListener { Evaluated = Evaluated }, Clock).Train(Cancellation);
    }
}
