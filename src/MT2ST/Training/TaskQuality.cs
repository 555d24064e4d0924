using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Training;

/// <summary>The quality of a task by its own metric, on corpora that it does not train on.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="task">The task.</param>
internal sealed class TaskQuality<T>(ITask<T> task) : IQualityMeasure<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The dev split, or half A of it; null for none.</summary>
    public IndexedCorpus? DevCorpus { get; init; }

    /// <summary>Half B of the dev split; null if it is not halved.</summary>
    public IndexedCorpus? DevTargetCorpus { get; init; }

    /// <summary>A part of the training data; null for none.</summary>
    public IndexedCorpus? TrainCorpus { get; init; }

    /// <summary>The test split; null for none.</summary>
    public IndexedCorpus? TestCorpus { get; init; }

    /// <inheritdoc/>
    public bool HasDev => DevCorpus is not null;

    /// <inheritdoc/>
    public IReadOnlyList<RowMatrix<T>> TestParameters => TestCorpus is null ? [] : [.. task.RowParameters.Select(rows => rows.Rows)];

    /// <inheritdoc/>
    public Measurement? Dev(CancellationToken cancellationToken)
    {
        Calibrate(cancellationToken);
        return Measure(DevCorpus, cancellationToken);
    }

    /// <inheritdoc/>
    public double? DevTarget(CancellationToken cancellationToken) => Measure(DevTargetCorpus, cancellationToken)?.Quality;

    /// <inheritdoc/>
    public double? Train(CancellationToken cancellationToken) => Measure(TrainCorpus, cancellationToken)?.Quality;

    /// <inheritdoc/>
    public Measurement? Test(CancellationToken cancellationToken)
    {
        Calibrate(cancellationToken); // For the parameters kept, which may be those of an earlier evaluation.
        return Measure(TestCorpus, cancellationToken);
    }

    private void Calibrate(CancellationToken cancellationToken)
    {
        if (DevCorpus is not null)
            (task as ICalibrated)?.Calibrate(DevCorpus, cancellationToken);
    }

    private Measurement? Measure(IndexedCorpus? corpus, CancellationToken cancellationToken) => corpus is null ? null : task.Evaluate(corpus, cancellationToken);
}
