using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>Measures the quality of a run on data that it does not train on: that of the primary or of the table.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IQualityMeasure<T>
    where T : unmanaged
{
    /// <summary>Whether there is dev data; without it a run does not stop early and has no best evaluation.</summary>
    bool HasDev { get; }

    /// <summary>Parameters that <see cref="Test"/> reads but the model lacks; the best ones must be kept too.</summary>
    IReadOnlyList<RowMatrix<T>> TestParameters { get; }

    /// <summary>The measurement on dev half A (all of dev if it is not halved), whose quality drives stopping and tuning; null without dev data.</summary>
    /// <param name="cancellationToken">Ends the measurement without a result.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    Measurement? Dev(CancellationToken cancellationToken);

    /// <summary>The quality on dev half B, which sets and judges targets; null if dev is not halved.</summary>
    /// <param name="cancellationToken">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    double? DevTarget(CancellationToken cancellationToken);

    /// <summary>The quality on a part of the training data, which shows overfitting; null if no part is chosen for it.</summary>
    /// <param name="cancellationToken">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    double? Train(CancellationToken cancellationToken);

    /// <summary>The measurement on test; null if there is no test data.</summary>
    /// <param name="cancellationToken">As for <see cref="Dev"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was cut short.</exception>
    Measurement? Test(CancellationToken cancellationToken);
}
