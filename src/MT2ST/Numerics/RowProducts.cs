using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>The products of one vector with rows all over a table, as in CBOW: a window's mean against a few target rows.</summary>
/// <remarks>
/// Rows are read where they lie. Six go at once (a centre and the usual five negatives): six sums fit the 16 registers of AVX2
/// and hide the latency of a product and sum.
/// </remarks>
public static class RowProducts
{
    private const int Block = 6;

    /// <summary>scores[k] = x · table[rows[k]].</summary>
    /// <param name="table">The table, <c>[., Stride]</c>.</param>
    /// <param name="rows">Which rows, n; one may come twice.</param>
    /// <param name="x">The vector, <c>[Stride]</c>.</param>
    /// <param name="scores">At least n, the first n overwritten.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the table.</exception>
    public static void Scores<T>(RowMatrix<T> table, ReadOnlySpan<int> rows, ReadOnlySpan<T> x, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        CheckLengths(table, rows, x.Length, scores.Length);
        if (Vector512.IsHardwareAccelerated)
            ScoresBy<T, Lanes512<T>>(table, rows, x, scores);
        else if (Vector256.IsHardwareAccelerated)
            ScoresBy<T, Lanes256<T>>(table, rows, x, scores);
        else if (Vector128.IsHardwareAccelerated)
            ScoresBy<T, Lanes128<T>>(table, rows, x, scores);
        else
            ScoresBy<T, ScalarLane<T>>(table, rows, x, scores);
    }

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
        CheckLengths(table, rows, sum.Length, factors.Length);
        if (Vector512.IsHardwareAccelerated)
            AddCombinationBy<T, Lanes512<T>>(table, rows, factors, sum);
        else if (Vector256.IsHardwareAccelerated)
            AddCombinationBy<T, Lanes256<T>>(table, rows, factors, sum);
        else if (Vector128.IsHardwareAccelerated)
            AddCombinationBy<T, Lanes128<T>>(table, rows, factors, sum);
        else
            AddCombinationBy<T, ScalarLane<T>>(table, rows, factors, sum);
    }

    private static void CheckLengths<T>(RowMatrix<T> table, ReadOnlySpan<int> rows, int vectorLength, int factorCount)
        where T : unmanaged
    {
        if (vectorLength != table.Stride || factorCount < rows.Length)
            throw new ArgumentException($"A vector of {vectorLength} values and {factorCount} factors were given, expected {table.Stride} and at least {rows.Length}.");
    }

    // A row's span and the vector are Stride long, a whole number of vectors of which the first width values hold the dimensions: each reference stays within them.
    internal static void ScoresBy<T, TLanes>(RowMatrix<T> table, ReadOnlySpan<int> rows, ReadOnlySpan<T> x, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T x0 = ref MemoryMarshal.GetReference(x);
        int i = 0, width = table.Width(TLanes.Count);
        for (; i + Block <= rows.Length; i += Block)
            Scores6<T, TLanes>(table, rows.Slice(i, Block), ref x0, scores.Slice(i, Block));
        for (; i < rows.Length; i++)
        {
            ref T y = ref First(table, rows[i]);
            TLanes sum = TLanes.Zero;
            for (int p = 0; p < width; p += TLanes.Count)
                sum = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref x0, p)), TLanes.Load(ref Unsafe.Add(ref y, p)), sum);
            scores[i] = sum.Sum();
        }
    }

    private static void Scores6<T, TLanes>(RowMatrix<T> table, ReadOnlySpan<int> rows, ref T x, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T y0 = ref First(table, rows[0]);
        ref T y1 = ref First(table, rows[1]);
        ref T y2 = ref First(table, rows[2]);
        ref T y3 = ref First(table, rows[3]);
        ref T y4 = ref First(table, rows[4]);
        ref T y5 = ref First(table, rows[5]);
        TLanes a0 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero, a4 = TLanes.Zero, a5 = TLanes.Zero;
        for (int p = 0, width = table.Width(TLanes.Count); p < width; p += TLanes.Count)
        {
            TLanes u = TLanes.Load(ref Unsafe.Add(ref x, p));
            a0 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y0, p)), a0);
            a1 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y1, p)), a1);
            a2 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y2, p)), a2);
            a3 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y3, p)), a3);
            a4 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y4, p)), a4);
            a5 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y5, p)), a5);
        }
        ref T s = ref MemoryMarshal.GetReference(scores); // Six values.
        TLanes.StoreSums(a0, a1, a2, a3, ref s);
        TLanes.StoreSums(a2, a3, a4, a5, ref Unsafe.Add(ref s, 2));
    }

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
        ref T y0 = ref First(table, rows[0]);
        ref T y1 = ref First(table, rows[1]);
        ref T y2 = ref First(table, rows[2]);
        ref T y3 = ref First(table, rows[3]);
        ref T y4 = ref First(table, rows[4]);
        ref T y5 = ref First(table, rows[5]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T First<T>(RowMatrix<T> table, int row)
        where T : unmanaged => ref MemoryMarshal.GetReference(table.PaddedRow(row));
}
