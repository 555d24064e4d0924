using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>Drops gradients: for evaluation and for measuring a task's cost.</summary>
/// <typeparam name="T">The number type.</typeparam>
public readonly struct DiscardUpdate<T> : IRowUpdate<T>, IEquatable<DiscardUpdate<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public int MultiplyAddsPerValue => 0;

    /// <inheritdoc/>
    public T? PlainStep => null;

    /// <inheritdoc/>
    public void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX)
    {
    }

    /// <inheritdoc/>
    public void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction)
    {
    }

    /// <inheritdoc/>
    public bool Equals(DiscardUpdate<T> other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DiscardUpdate<T>;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Always equal: there is no state.</summary>
    public static bool operator ==(DiscardUpdate<T> left, DiscardUpdate<T> right) => left.Equals(right);

    /// <summary>Never unequal.</summary>
    public static bool operator !=(DiscardUpdate<T> left, DiscardUpdate<T> right) => !left.Equals(right);
}
