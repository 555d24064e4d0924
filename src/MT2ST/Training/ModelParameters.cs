using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>Which parameters belong to the model that a run leaves behind.</summary>
/// <remarks>
/// The shared table, every head and encoder, and tables of the task's own as far as predicting needs them. Tables of contexts
/// and outputs, such as skip-gram's, are training state only; a run whose best point is kept does not copy them.
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
