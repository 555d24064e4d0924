using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>Combinations of rows all over a table, as in CBOW: the gradient of a window's mean from a few target rows.</summary>
/// <remarks>Rows are read in place, six at a time: a centre and the usual five negatives.</remarks>
internal static class RowProducts
{
    private const int Block = 6;

    /// <summary>sum += the sum over k of factors[k] * table[rows[k]].</summary>
    /// <param name="table">The table, <c>[., Stride]</c>.</param>
    /// <param name="rows">Which rows, n; one may come twice.</param>
    /// <param name="factors">At least n.</param>
    /// <param name="sum"><c>[Stride]</c>, added to.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the table.</exception>
    public static void AddCombination<T>(RowMatrix<T> table, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        if (sum.Length != table.Stride || factors.Length < rows.Length)
            throw new ArgumentException($"A vector of {sum.Length} values and {factors.Length} factors were given, expected {table.Stride} and at least {rows.Length}.");
        if (Vector512.IsHardwareAccelerated)
            AddCombinationBy<T, Lanes512<T>>(table, rows, factors, sum);
        else if (Vector256.IsHardwareAccelerated)
            AddCombinationBy<T, Lanes256<T>>(table, rows, factors, sum);
        else
            AddCombinationBy<T, Lanes128<T>>(table, rows, factors, sum);
    }

    // A row's span and the sum are Stride long, a whole number of vectors of which the first width values hold the dimensions: each reference stays within them.
    internal static void AddCombinationBy<T, TLanes>(RowMatrix<T> table, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        int i = 0;
        for (; i + Block <= rows.Length; i += Block)
            AddCombination6<T, TLanes>(table, rows.Slice(i, Block), factors.Slice(i, Block), sum);
        for (; i < rows.Length; i++)
            RowOperations.AddScaledBy<T, TLanes>(factors[i], table.PaddedRow(rows[i]), sum);
    }

    private static void AddCombination6<T, TLanes>(RowMatrix<T> table, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        SixRows<T> y = SixRows<T>.Of(table, rows);
        ref T y0 = ref y.Row0, y1 = ref y.Row1, y2 = ref y.Row2, y3 = ref y.Row3, y4 = ref y.Row4, y5 = ref y.Row5;
        TLanes g0 = TLanes.Broadcast(factors[0]), g1 = TLanes.Broadcast(factors[1]), g2 = TLanes.Broadcast(factors[2]);
        TLanes g3 = TLanes.Broadcast(factors[3]), g4 = TLanes.Broadcast(factors[4]), g5 = TLanes.Broadcast(factors[5]);
        ref T to = ref MemoryMarshal.GetReference(sum);
        for (int p = 0, width = table.Width(TLanes.Count); p < width; p += TLanes.Count)
        {
            ref T place = ref Unsafe.Add(ref to, p);
            TLanes even = TLanes.MultiplyAdd(g0, TLanes.Load(ref Unsafe.Add(ref y0, p)), TLanes.Load(ref place));
            TLanes odd = TLanes.Multiply(g1, TLanes.Load(ref Unsafe.Add(ref y1, p)));
            even = TLanes.MultiplyAdd(g2, TLanes.Load(ref Unsafe.Add(ref y2, p)), even);
            odd = TLanes.MultiplyAdd(g3, TLanes.Load(ref Unsafe.Add(ref y3, p)), odd);
            even = TLanes.MultiplyAdd(g4, TLanes.Load(ref Unsafe.Add(ref y4, p)), even);
            odd = TLanes.MultiplyAdd(g5, TLanes.Load(ref Unsafe.Add(ref y5, p)), odd);
            TLanes.Add(even, odd).Store(ref place);
        }
    }
}
