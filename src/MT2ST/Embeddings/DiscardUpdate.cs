using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>Drops gradients: for evaluation and for measuring a task's cost.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct DiscardUpdate<T> : IRowUpdate<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public int MultiplyAddsPerValue => 0;

    /// <inheritdoc/>
    public T? PlainStep => null;

    /// <inheritdoc/>
    public void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX) { }

    /// <inheritdoc/>
    public void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction) { }
}
