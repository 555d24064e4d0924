namespace MT2ST.Benchmarks.Kernels;

/// <summary>How many scores a loss is taken of.</summary>
/// <param name="Rows">Rows: context words, or 1 for a softmax.</param>
/// <param name="Columns">Columns: the positive and the negatives, or the classes.</param>
public sealed record LossShape(int Rows, int Columns) : IMeasuredWork
{
    /// <inheritdoc/>
    public double Amount => (double)Rows * Columns;

    /// <inheritdoc/>
    public string Unit => "score";

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Columns}";
}
