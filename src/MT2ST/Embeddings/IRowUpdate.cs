using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>What is done with the gradient of some rows: an optimizer's step in place, or recording.</summary>
/// <remarks>
/// A task's backward pass is written once, with this interface as a struct type parameter: each update is compiled into
/// it without a call.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public interface IRowUpdate<T>
    where T : unmanaged
{
    /// <summary>Multiply-adds of the update for each value of a row, by the counting rule (SGD 1, AdaGrad 2, recording 0).</summary>
    int MultiplyAddsPerValue { get; }

    /// <summary>The step s if the update is x -= s g and nothing else, so that a kernel may do it; null for any other update.</summary>
    T? PlainStep { get; }

    /// <summary>Takes the gradient of a block of rows.</summary>
    /// <param name="parameter">The table.</param>
    /// <param name="rows">Which rows; a row may occur twice, and a negative number (padding) is skipped.</param>
    /// <param name="dX">The gradient of the batch's summed loss with respect to each row, <c>[rows.Length, stride]</c>; only read: its rows may be one memory (stride 0).</param>
    void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX);

    /// <summary>Takes gradients that are multiples of one vector: that of row <c>rows[k]</c> is <c>factors[k]</c> times it.</summary>
    /// <param name="parameter">The table.</param>
    /// <param name="rows">Which rows, n; a row may occur twice, and a negative number (padding) is skipped.</param>
    /// <param name="factors">At least n.</param>
    /// <param name="direction">The vector, <c>[stride]</c>.</param>
    void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction);
}
