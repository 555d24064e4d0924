using MT2ST.Embeddings;
using MT2ST.Indexing;

namespace MT2ST.Tasks;

/// <summary>A task over the shared embedding table: primary or auxiliary alike.</summary>
/// <remarks>
/// A task owns its data and its head; its workers do the steps. One thread may evaluate it while no worker does a step.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public interface ITask<T>
    where T : unmanaged
{
    /// <summary>The task's name, unique in its run; by default the name in the catalog.</summary>
    string Name { get; }

    /// <summary>How many examples one pass over the training data has.</summary>
    long ExampleCount { get; }

    /// <summary>The tables of which a step touches single rows: the shared one first, then the task's own.</summary>
    IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <summary>The weights of the head and the encoder, all of which every step changes.</summary>
    IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <summary>Values that predicting needs and training does not change, such as counted weights; saved with the model.</summary>
    IReadOnlyList<DenseParameter<T>> Constants => [];

    /// <summary>Makes the worker of one training thread for its share of the data.</summary>
    /// <param name="shard">The share and the seed.</param>
    /// <exception cref="ArgumentException">The share holds nothing to train on.</exception>
    ITaskWorker<T> CreateWorker(Shard shard);

    /// <summary>Measures the task on a split that it does not train on.</summary>
    /// <param name="examples">The split, encoded with this run's vocabularies.</param>
    /// <param name="cancellationToken">Ends the evaluation early with an <see cref="OperationCanceledException"/>.</param>
    Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken);
}

/// <summary>The share of a task's data that one thread trains on.</summary>
/// <param name="Index">Which share, in [0, <paramref name="Count"/>).</param>
/// <param name="Count">How many shares, one per thread.</param>
/// <param name="Seed">The run's seed; each share draws an independent sequence from it.</param>
public readonly record struct Shard(int Index, int Count, ulong Seed)
{
    /// <summary>All data in one share.</summary>
    public static Shard Whole(ulong seed) => new(0, 1, seed);
}

/// <summary>A task that chooses on dev data how it decides; its parameters stay as they are.</summary>
internal interface ICalibrated
{
    /// <summary>Chooses anew, for the parameters as they are now.</summary>
    /// <param name="dev">Dev data.</param>
    /// <param name="cancellationToken">Ends the work; the choice is then the one before.</param>
    void Calibrate(IndexedCorpus dev, CancellationToken cancellationToken);
}

/// <summary>A task that can end its training with a step of its own, once all batches are done.</summary>
internal interface ILastStep
{
    /// <summary>Takes the last step.</summary>
    /// <param name="cancellationToken">Ends the work; the parameters are then those before.</param>
    /// <returns>The multiply-adds.</returns>
    long TakeLastStep(CancellationToken cancellationToken);
}
