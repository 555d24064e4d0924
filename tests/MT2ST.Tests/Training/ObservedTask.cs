using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Training;

/// <summary>A task that counts what is run of it, and whose evaluation and multiply-adds a test may replace.</summary>
internal sealed class ObservedTask<T>(ITask<T> task) : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _batches;
    private long _examples;

    /// <summary>How often a batch was asked for, over all workers.</summary>
    public int Batches => _batches;

    /// <summary>Examples that were run.</summary>
    public long Examples => _examples;

    /// <summary>Stands in for the task's own evaluation: gives the quality.</summary>
    public Func<double>? Quality { get; init; }

    /// <summary>Called after each batch with how many there were; gives the multiply-adds that it reports instead of its own.</summary>
    public Func<int, long>? MultiplyAdds { get; init; }

    public string Name => task.Name;

    public long ExampleCount => task.ExampleCount;

    public IReadOnlyList<RowParameter<T>> RowParameters => task.RowParameters;

    public IReadOnlyList<DenseParameter<T>> DenseParameters => task.DenseParameters;

    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, task.CreateWorker(shard));

    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken) =>
        Quality is null ? task.Evaluate(examples, cancellationToken) : new Measurement("scripted", Quality(), HigherIsBetter: true, 0, 1);

    private sealed class Worker(ObservedTask<T> owner, ITaskWorker<T> worker) : ITaskWorker<T>
    {
        public IReadOnlyList<RowMatrix<T>> DenseGradients => worker.DenseGradients;

        public void Settle() => worker.Settle();

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = worker.TrainBatch(update, exampleCount);
            int batches = Interlocked.Increment(ref owner._batches);
            Interlocked.Add(ref owner._examples, report.ExampleCount);
            return owner.MultiplyAdds is { } counts ? report with { MultiplyAdds = counts(batches) } : report;
        }
    }
}
