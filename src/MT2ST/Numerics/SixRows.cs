namespace MT2ST.Numerics;

/// <summary>The starts of six rows: a block's, or rows all over a table.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly ref struct SixRows<T>
    where T : unmanaged
{
    public readonly ref T Row0;
    public readonly ref T Row1;
    public readonly ref T Row2;
    public readonly ref T Row3;
    public readonly ref T Row4;
    public readonly ref T Row5;

    private SixRows(ref T row0, ref T row1, ref T row2, ref T row3, ref T row4, ref T row5)
    {
        Row0 = ref row0;
        Row1 = ref row1;
        Row2 = ref row2;
        Row3 = ref row3;
        Row4 = ref row4;
        Row5 = ref row5;
    }

    // The caller guarantees six rows, that far apart.
    public static SixRows<T> Of(ref T first, int stride) =>
        new(ref first, ref Unsafe.Add(ref first, stride), ref Unsafe.Add(ref first, 2 * stride), ref Unsafe.Add(ref first, 3 * stride), ref Unsafe.Add(ref first, 4 * stride), ref Unsafe.Add(ref first, 5 * stride));

    public static SixRows<T> Of(RowMatrix<T> table, ReadOnlySpan<int> rows) =>
        new(ref First(table, rows[0]), ref First(table, rows[1]), ref First(table, rows[2]), ref First(table, rows[3]), ref First(table, rows[4]), ref First(table, rows[5]));

    private static ref T First(RowMatrix<T> table, int row) => ref MemoryMarshal.GetReference(table.PaddedRow(row));
}
