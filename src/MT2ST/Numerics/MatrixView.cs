namespace MT2ST.Numerics;

/// <summary>A matrix in memory that it does not own: rows of <see cref="ColumnCount"/> values, <see cref="Stride"/> apart.</summary>
/// <remarks>
/// The stride may be shorter than a row: row i of a view with stride D and (2r + 1) D columns over consecutive token rows is
/// the window of token i, without a copy. Such a view may only be read.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public readonly ref struct MatrixView<T>
    where T : unmanaged
{
    /// <summary>Creates a view.</summary>
    /// <param name="values">The memory, from the first row's first value on.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of values in a row.</param>
    /// <param name="stride">The number of values from one row's start to the next.</param>
    /// <exception cref="ArgumentException">The memory ends before the last row, or a size is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Kernels make views by the million.
    public MatrixView(Span<T> values, int rowCount, int columnCount, int stride)
    {
        if ((rowCount | columnCount | stride) < 0 || (rowCount > 0 && (((long)rowCount - 1) * stride) + columnCount > values.Length))
            ThrowTooShort(values, rowCount, columnCount, stride);
        Values = values;
        RowCount = rowCount;
        ColumnCount = columnCount;
        Stride = stride;
    }

    /// <summary>The memory from the first row on.</summary>
    public Span<T> Values { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of values in a row.</summary>
    public int ColumnCount { get; }

    /// <summary>The number of values from one row's start to the next.</summary>
    public int Stride { get; }

    /// <summary>One row, <c>[ColumnCount]</c>.</summary>
    public Span<T> this[int row] => Values.Slice(row * Stride, ColumnCount);

    /// <summary>The matrix with its padding: every column up to the stride takes part.</summary>
    public static implicit operator MatrixView<T>(RowMatrix<T> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(matrix.Values, matrix.RowCount, matrix.Stride, matrix.Stride);
    }

    /// <summary>Some consecutive rows.</summary>
    public MatrixView<T> Rows(int start, int count) =>
        new(Values[(start * Stride)..], count, ColumnCount, Stride);

    /// <summary>Some consecutive columns of every row.</summary>
    public MatrixView<T> Columns(int start, int count) =>
        new(Values[start..], RowCount, count, Stride);

    /// <summary>The same rows up to the stride: all columns and the padding behind them, for kernels without tails.</summary>
    public MatrixView<T> WithPadding() => new(Values, RowCount, Stride, Stride);

    private static void ThrowTooShort(Span<T> values, int rowCount, int columnCount, int stride) =>
        throw new ArgumentException($"{values.Length} values do not hold {rowCount} rows of {columnCount}, {stride} apart.", nameof(values));

    /// <summary>Sets every value of every row to zero.</summary>
    public void Clear()
    {
        if (Stride == ColumnCount)
            Values[..(RowCount * Stride)].Clear();
        else
            for (int row = 0; row < RowCount; row++)
                this[row].Clear();
    }
}
