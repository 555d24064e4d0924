using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>One task's view of a table in which each step touches only a few rows: the rows, and the task's own accumulators.</summary>
/// <remarks>
/// The rows may be shared among tasks (the embedding table) or the task's own (output vectors of skip-gram); the
/// accumulators never are, so that a task's weight keeps its meaning under AdaGrad. Threads update rows without locks.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="name">The name, such as <c>embedding</c> or <c>brown/features</c>.</param>
/// <param name="rows">The rows, <c>[rows, D]</c>.</param>
/// <param name="isShared">Whether other tasks update the same rows.</param>
public sealed class RowParameter<T>(string name, RowMatrix<T> rows, bool isShared)
    where T : unmanaged
{
    private T[]? _squaredGradients;

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The rows, <c>[rows, D]</c>.</summary>
    public RowMatrix<T> Rows { get; } = rows;

    /// <summary>Whether other tasks update the same rows.</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>Whether predicting needs the rows: true for shared rows; output vectors of skip-gram are for training only.</summary>
    public bool IsPartOfModel { get; init; } = true;

    /// <summary>Whether the rows do not change: the embedding then drops their gradients, at no cost.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Row-wise AdaGrad's sum of squared gradients, one per row, <c>[rows]</c>; made at the first use.</summary>
    public T[] SquaredGradients => _squaredGradients ?? CreateAccumulators();

    /// <summary>A view of the same rows for another task, with that task's own accumulators.</summary>
    public RowParameter<T> CreateView() => new(Name, Rows, isShared: true) { IsPartOfModel = IsPartOfModel };

    // Two threads may come here at once in their first step: both must get the same array.
    private T[] CreateAccumulators() =>
        Interlocked.CompareExchange(ref _squaredGradients, new T[Rows.RowCount], null) ?? _squaredGradients!;
}
