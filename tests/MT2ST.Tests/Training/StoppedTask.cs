using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Tasks;

namespace MT2ST.Tests.Training;

/// <summary>A task whose evaluations give their number at once, but for one: that is the task's own, and a test stops it.</summary>
/// <param name="task">The task.</param>
/// <param name="stopped">The number of that evaluation, from 1.</param>
/// <param name="stop">Stops it.</param>
internal sealed class StoppedTask(ITask<float> task, int stopped, TimedStop stop) : ITask<float>
{
    private int _evaluations;

    /// <summary>Called before each evaluation with its number.</summary>
    public Action<int>? Evaluating { get; init; }

    public string Name => task.Name;

    public long ExampleCount => task.ExampleCount;

    public IReadOnlyList<RowParameter<float>> RowParameters => task.RowParameters;

    public IReadOnlyList<DenseParameter<float>> DenseParameters => task.DenseParameters;

    public ITaskWorker<float> CreateWorker(Shard shard) => task.CreateWorker(shard);

    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        _evaluations++;
        Evaluating?.Invoke(_evaluations);
        if (_evaluations != stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Measurement("number", _evaluations, HigherIsBetter: true, 0, 1);
        }
        stop.StopIn(TimeSpan.FromMilliseconds(100));
        return task.Evaluate(examples, cancellationToken);
    }
}
