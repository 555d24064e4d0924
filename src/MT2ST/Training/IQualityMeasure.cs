using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>Measures what a run is for on data that it does not train on: how good the primary, or the table that it makes, is.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IQualityMeasure<T>
    where T : unmanaged
{
    /// <summary>Whether there is dev data; without it nothing ends a run early and no evaluation is the best.</summary>
    bool HasDev { get; }

    /// <summary>Parameters that <see cref="Test"/> reads and the model has not: the best ones of them must be kept too.</summary>
    IReadOnlyList<RowMatrix<T>> TestParameters { get; }

    /// <summary>The quality on dev half A (all of dev where it is not halved), greater is better: it drives stopping and tuning. 0 without dev data.</summary>
    /// <param name="cancellation">Ends the measurement without a result.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    double Dev(CancellationToken cancellation);

    /// <summary>The quality on dev half B, which sets and judges targets; null if dev is not halved.</summary>
    /// <param name="cancellation">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    double? DevTarget(CancellationToken cancellation);

    /// <summary>The quality on some of the data that is trained on, to see overfitting by; null if none is set aside for it.</summary>
    /// <param name="cancellation">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    double? Train(CancellationToken cancellation);

    /// <summary>The measurement on test; null if there is no test data.</summary>
    /// <param name="cancellation">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    Measurement? Test(CancellationToken cancellation);
}
