using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>Measures what a run is for on data that it does not train on: how good the primary, or the table that it makes, is.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface IQualityMeasure<T>
    where T : unmanaged
{
    /// <summary>Whether there is dev data; without it nothing ends a run early and no evaluation is the best.</summary>
    bool HasDev { get; }

    /// <summary>Parameters that <see cref="Test"/> reads and the model has not: the best ones of them must be kept too.</summary>
    IReadOnlyList<RowMatrix<T>> TestParameters { get; }

    /// <summary>The quality on dev half A (all of dev where it is not halved), greater is better: it drives stopping and tuning. 0 without dev data.</summary>
    double Dev();

    /// <summary>The quality on dev half B, which sets and judges targets; null where dev is not halved.</summary>
    double? DevTarget();

    /// <summary>The quality on some of the data that is trained on, to see overfitting by; null where none is set aside for it.</summary>
    double? Train();

    /// <summary>The measurement on test; null where there is no test data.</summary>
    Measurement? Test();
}
