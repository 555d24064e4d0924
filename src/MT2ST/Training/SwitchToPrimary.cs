using MT2ST.Embeddings;
using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>Acts at the switch: the first step at which no auxiliary has weight any more.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SwitchToPrimary<T>(TrainerOptions options, IReadOnlyList<TrainingTask<T>> tasks, Progress progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private bool _isTableFrozen;

    /// <summary>Fixes the shared table from now on, for every task: updates of its rows are left out and cost nothing.</summary>
    public void FreezeTable()
    {
        foreach (TrainingTask<T> task in tasks)
            foreach (RowParameter<T> rows in task.Task.RowParameters)
                rows.IsFrozen |= rows.Name == EmbeddingTable<T>.ParameterName; // A shared encoder's rows are not part of the table.
        _isTableFrozen = true;
    }

    /// <summary>Receives the effective weights of every step, on any thread; two threads may freeze the table at once.</summary>
    public void Notice(ReadOnlySpan<double> weights)
    {
        if (options.FreezeAfterSwitch && !_isTableFrozen && !weights[1..].ContainsAnyExcept(0.0) && AnyAuxiliaryRan())
            FreezeTable();
    }

    private bool AnyAuxiliaryRan()
    {
        for (int k = 1; k < tasks.Count; k++)
            if (progress.Examples(k) > 0)
                return true;
        return false;
    }
}
