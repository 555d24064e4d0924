using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>Selects the parameters that belong to a run's model.</summary>
/// <remarks>
/// The shared table, every head and encoder, and a task's own tables if predicting needs them. Tables of contexts
/// and outputs, such as skip-gram's, are training state only; they are not copied when the best point is kept.
/// </remarks>
internal static class ModelParameters
{
    /// <summary>The matrices of one task.</summary>
    public static IEnumerable<RowMatrix<T>> Of<T>(TrainingTask<T> task)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (RowParameter<T> rows in task.Task.RowParameters)
            if (rows.IsPartOfModel)
                yield return rows.Rows;
        foreach (DenseParameter<T> dense in task.Task.DenseParameters)
            yield return dense.Values;
    }
}
