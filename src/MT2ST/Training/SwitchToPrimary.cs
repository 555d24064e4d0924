using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>What is done once, at the switch: the first step at which no auxiliary has weight any more.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SwitchToPrimary<T>(TrainerOptions options, IReadOnlyList<TrainingTask<T>> tasks, Progress progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fixes the shared table from now on, for every task: updates of its rows are left out and cost nothing.</summary>
    public void FreezeTable()
    {
        foreach (TrainingTask<T> task in tasks)
            foreach (RowParameter<T> rows in task.Task.RowParameters)
                rows.IsFrozen |= rows.Name == EmbeddingTable<T>.ParameterName; // A shared encoder's rows are no part of the table.
    }

    /// <summary>Sees the weights in effect of every step, on any thread.</summary>
    public void Notice(ReadOnlySpan<double> weights)
    {
        if (weights[1..].ContainsAnyExcept(0.0) || !AnyAuxiliaryRan() || !progress.MarkSwitch())
            return;
        if (options.OptimizerState == OptimizerState.Reset)
            ResetOptimizer();
        if (options.FreezeAfterSwitch)
            FreezeTable();
    }

    private bool AnyAuxiliaryRan()
    {
        for (int k = 1; k < tasks.Count; k++)
            if (progress.Examples(k) > 0)
                return true;
        return false;
    }

    private void ResetOptimizer()
    {
        foreach (RowParameter<T> rows in tasks[0].Task.RowParameters)
            rows.ResetAccumulators();
        foreach (DenseParameter<T> dense in tasks[0].Task.DenseParameters)
            lock (dense.Gate)
                dense.ResetMoments();
    }
}
