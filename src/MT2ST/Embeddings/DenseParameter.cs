using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>A matrix all of whose values change in every step: a head's or an encoder's weights, with Adam's moments.</summary>
/// <remarks>
/// A worker reads it without a lock and adds its gradient up in a matrix of its own; the optimizer applies that under
/// <see cref="Gate"/>, once a batch.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class DenseParameter<T>
    where T : unmanaged
{
    private RowMatrix<T>? _firstMoment;
    private RowMatrix<T>? _secondMoment;

    /// <summary>Creates a parameter of zeros.</summary>
    /// <param name="name">The name, such as <c>tagging/hidden</c>.</param>
    /// <param name="rowCount">The number of rows: outputs, for weights.</param>
    /// <param name="columnCount">The number of columns: inputs, for weights.</param>
    /// <param name="valueColumnCount">How many columns carry values if others are padding inside a row; null for all.</param>
    public DenseParameter(string name, int rowCount, int columnCount, int? valueColumnCount = null)
    {
        Name = name;
        Values = new RowMatrix<T>(rowCount, columnCount);
        ValueCount = (long)rowCount * (valueColumnCount ?? columnCount);
        Gate = new Lock();
    }

    private DenseParameter(DenseParameter<T> shared)
    {
        Name = shared.Name;
        Values = shared.Values;
        ValueCount = shared.ValueCount;
        Gate = shared.Gate;
        IsShared = true;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The values, <c>[rows, columns]</c>.</summary>
    public RowMatrix<T> Values { get; }

    /// <summary>How many values there are without padding.</summary>
    public long ValueCount { get; }

    /// <summary>Whether other tasks change the same values.</summary>
    public bool IsShared { get; }

    /// <summary>Held while an optimizer changes the values; views of the same values have the same one.</summary>
    public Lock Gate { get; }

    /// <summary>How many updates were applied: Adam's t.</summary>
    public long UpdateCount { get; set; }

    /// <summary>Adam's mean of gradients, shaped as <see cref="Values"/>; made at the first use.</summary>
    public RowMatrix<T> FirstMoment => _firstMoment ??= LikeValues();

    /// <summary>Adam's mean of squared gradients, shaped as <see cref="Values"/>; made at the first use.</summary>
    public RowMatrix<T> SecondMoment => _secondMoment ??= LikeValues();

    /// <summary>A view of the same values for another task, with that task's own moments, so that a task's weight keeps its meaning under Adam.</summary>
    public DenseParameter<T> CreateView() => new(this);

    /// <summary>A matrix of zeros with the parameter's shape.</summary>
    public RowMatrix<T> LikeValues() => new(Values.RowCount, Values.Dimensions);
}
