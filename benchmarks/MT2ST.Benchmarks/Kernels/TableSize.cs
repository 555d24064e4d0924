namespace MT2ST.Benchmarks.Kernels;

/// <summary>A table and how many of its rows are updated in a call.</summary>
/// <param name="RowCount">The rows of the table.</param>
public sealed record TableSize(int RowCount) : IMeasuredWork
{
    /// <summary>Rows of one call.</summary>
    public const int BlockRows = 6;

    /// <summary>D.</summary>
    public const int Dimensions = 100;

    /// <inheritdoc/>
    public double Amount => BlockRows;

    /// <inheritdoc/>
    public string Unit => "row";

    /// <inheritdoc/>
    public override string ToString() => $"{RowCount} rows";
}
