using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>A table of which a step touches a few rows, as one task sees it: the rows, and that task's own accumulators.</summary>
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

    /// <summary>Whether predicting needs the rows: true for shared rows; output vectors of skip-gram are for training alone.</summary>
    public bool IsPartOfModel { get; init; } = true;

    /// <summary>Whether the rows stay as they are: the embedding then drops their gradients, at no cost.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Row-wise AdaGrad's sum of squared gradients, one per row, <c>[rows]</c>; made at the first use.</summary>
    public T[] SquaredGradients => _squaredGradients ?? CreateAccumulators();

    /// <summary>The same rows as another task sees them, with accumulators of that task's own.</summary>
    public RowParameter<T> CreateView() => new(Name, Rows, isShared: true) { IsPartOfModel = IsPartOfModel };

    // Two threads may come here at once in their first step: both must get the same array.
    private T[] CreateAccumulators() =>
        Interlocked.CompareExchange(ref _squaredGradients, new T[Rows.RowCount], null) ?? _squaredGradients!;
}
