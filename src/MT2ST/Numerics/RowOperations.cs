using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>Operations on single padded rows of a table: about ten registers of values, at addresses all over memory.</summary>
/// <remarks>
/// A general routine spends as long on checks for overlap, alignment and tails as on a row itself; rows have none of these.
/// </remarks>
internal static class RowOperations
{
    /// <summary>Copies a row.</summary>
    /// <param name="source">The row, a whole number of 64-byte vectors.</param>
    /// <param name="destination">As long, the same memory or memory apart.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(source, destination);
        if (Vector512.IsHardwareAccelerated)
            CopyBy<T, Lanes512<T>>(source, destination);
        else if (Vector256.IsHardwareAccelerated)
            CopyBy<T, Lanes256<T>>(source, destination);
        else
            CopyBy<T, Lanes128<T>>(source, destination);
    }

    /// <summary>destination += scale * source.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="source">The row, a whole number of 64-byte vectors.</param>
    /// <param name="destination">As long, the same memory or memory apart.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled<T>(T scale, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(source, destination);
        if (Vector512.IsHardwareAccelerated)
            AddScaledBy<T, Lanes512<T>>(scale, source, destination);
        else if (Vector256.IsHardwareAccelerated)
            AddScaledBy<T, Lanes256<T>>(scale, source, destination);
        else
            AddScaledBy<T, Lanes128<T>>(scale, source, destination);
    }

    /// <summary>The dot product of two rows.</summary>
    /// <param name="left">A row, a whole number of 64-byte vectors.</param>
    /// <param name="right">As long.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(left, right);
        if (Vector512.IsHardwareAccelerated)
            return DotBy<T, Lanes512<T>>(left, right);
        if (Vector256.IsHardwareAccelerated)
            return DotBy<T, Lanes256<T>>(left, right);
        return DotBy<T, Lanes128<T>>(left, right);
    }

    /// <summary>x · y and y · y in one pass over y.</summary>
    /// <param name="x">A row, a whole number of 64-byte vectors.</param>
    /// <param name="y">As long.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    internal static (T Dot, T Square) DotAndSquare<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(x, y);
        if (Vector512.IsHardwareAccelerated)
            return DotAndSquareBy<T, Lanes512<T>>(x, y);
        if (Vector256.IsHardwareAccelerated)
            return DotAndSquareBy<T, Lanes256<T>>(x, y);
        return DotAndSquareBy<T, Lanes128<T>>(x, y);
    }

    /// <summary>destination = a * x + b * y.</summary>
    /// <param name="a">The factor of x.</param>
    /// <param name="x">A row, a whole number of 64-byte vectors.</param>
    /// <param name="b">The factor of y.</param>
    /// <param name="y">As long.</param>
    /// <param name="destination">As long, overwritten.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    public static void Combine<T>(T a, ReadOnlySpan<T> x, T b, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(x, y);
        CheckLengths(y, destination);
        if (Vector512.IsHardwareAccelerated)
            CombineBy<T, Lanes512<T>>(a, x, b, y, destination);
        else if (Vector256.IsHardwareAccelerated)
            CombineBy<T, Lanes256<T>>(a, x, b, y, destination);
        else
            CombineBy<T, Lanes128<T>>(a, x, b, y, destination);
    }

    /// <summary>The factor that gives a vector length 1, from its dot product with itself.</summary>
    /// <returns>1 / |x|; 1 for a zero vector, which has no direction; NaN for an infinite norm: 0 would make every cosine 0 and hide that training diverged.</returns>
    public static T InverseNorm<T>(T square)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (T.IsPositiveInfinity(square))
            return T.NaN;
        return square > T.Zero || T.IsNaN(square) ? T.One / T.Sqrt(square) : T.One;
    }

    /// <summary>sum += every row of a block.</summary>
    /// <param name="rows">The rows, <c>[m, k]</c>.</param>
    /// <param name="sum"><c>[k]</c>, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    public static void AddRowsTo<T>(in MatrixView<T> rows, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows.RowCount == 0)
            return;
        CheckLengths(rows[0], sum);
        if (Vector512.IsHardwareAccelerated)
            AddRowsBy<T, Lanes512<T>>(in rows, sum);
        else if (Vector256.IsHardwareAccelerated)
            AddRowsBy<T, Lanes256<T>>(in rows, sum);
        else
            AddRowsBy<T, Lanes128<T>>(in rows, sum);
    }

    /// <summary>Every row of a block += addend.</summary>
    /// <param name="addend"><c>[k]</c>.</param>
    /// <param name="rows">The rows, <c>[m, k]</c>.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    public static void AddToRows<T>(ReadOnlySpan<T> addend, in MatrixView<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows.RowCount == 0)
            return;
        CheckLengths(addend, rows[0]);
        if (Vector512.IsHardwareAccelerated)
            AddToRowsBy<T, Lanes512<T>>(addend, in rows);
        else if (Vector256.IsHardwareAccelerated)
            AddToRowsBy<T, Lanes256<T>>(addend, in rows);
        else
            AddToRowsBy<T, Lanes128<T>>(addend, in rows);
    }

    /// <summary>sum = scale * (the rows' sum), for rows all over a table.</summary>
    /// <param name="table">The table, <c>[rows, k]</c>.</param>
    /// <param name="rows">Which rows; one may come twice.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="sum"><c>[Stride]</c>, overwritten.</param>
    /// <exception cref="ArgumentException">The sum is not as long as a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the table.</exception>
    public static void SumScaled<T>(RowMatrix<T> table, ReadOnlySpan<int> rows, T scale, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        sum.Clear();
        int i = 0;
        for (; i + 4 <= rows.Length; i += 4) // Four rows at once load and store the sum four times less often.
            AddFourScaled(scale, table.PaddedRow(rows[i]), table.PaddedRow(rows[i + 1]), table.PaddedRow(rows[i + 2]), table.PaddedRow(rows[i + 3]), sum);
        for (; i < rows.Length; i++)
            AddScaled(scale, table.PaddedRow(rows[i]), sum);
    }

    private static void AddFourScaled<T>(T scale, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(a, sum); // All four are rows of one table.
        if (Vector512.IsHardwareAccelerated)
            AddFourScaledBy<T, Lanes512<T>>(scale, a, b, c, d, sum);
        else if (Vector256.IsHardwareAccelerated)
            AddFourScaledBy<T, Lanes256<T>>(scale, a, b, c, d, sum);
        else
            AddFourScaledBy<T, Lanes128<T>>(scale, a, b, c, d, sum);
    }

    // Both spans were checked to have the same length, a whole number of vectors: each reference stays within them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyBy<T, TLanes>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < source.Length; i += TLanes.Count)
            TLanes.Load(ref Unsafe.Add(ref from, i)).Store(ref Unsafe.Add(ref to, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaledBy<T, TLanes>(T scale, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        TLanes factor = TLanes.Broadcast(scale);
        for (int i = 0; i < source.Length; i += TLanes.Count)
        {
            ref T place = ref Unsafe.Add(ref to, i);
            TLanes.MultiplyAdd(factor, TLanes.Load(ref Unsafe.Add(ref from, i)), TLanes.Load(ref place)).Store(ref place);
        }
    }

    internal static T DotBy<T, TLanes>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T a = ref MemoryMarshal.GetReference(left);
        ref T b = ref MemoryMarshal.GetReference(right);
        TLanes even = TLanes.Zero, odd = TLanes.Zero; // Two sums hide half of a product's latency.
        int p = 0;
        for (; p + (2 * TLanes.Count) <= left.Length; p += 2 * TLanes.Count)
        {
            even = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p)), TLanes.Load(ref Unsafe.Add(ref b, p)), even);
            odd = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p + TLanes.Count)), TLanes.Load(ref Unsafe.Add(ref b, p + TLanes.Count)), odd);
        }
        for (; p < left.Length; p += TLanes.Count)
            even = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p)), TLanes.Load(ref Unsafe.Add(ref b, p)), even);
        return TLanes.Add(even, odd).Sum();
    }

    internal static (T Dot, T Square) DotAndSquareBy<T, TLanes>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T a = ref MemoryMarshal.GetReference(x);
        ref T b = ref MemoryMarshal.GetReference(y);
        TLanes evenDot = TLanes.Zero, oddDot = TLanes.Zero, evenSquare = TLanes.Zero, oddSquare = TLanes.Zero;
        int p = 0;
        for (; p + (2 * TLanes.Count) <= y.Length; p += 2 * TLanes.Count)
        {
            TLanes even = TLanes.Load(ref Unsafe.Add(ref b, p)), odd = TLanes.Load(ref Unsafe.Add(ref b, p + TLanes.Count));
            evenDot = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p)), even, evenDot);
            oddDot = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p + TLanes.Count)), odd, oddDot);
            evenSquare = TLanes.MultiplyAdd(even, even, evenSquare);
            oddSquare = TLanes.MultiplyAdd(odd, odd, oddSquare);
        }
        for (; p < y.Length; p += TLanes.Count)
        {
            TLanes last = TLanes.Load(ref Unsafe.Add(ref b, p));
            evenDot = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p)), last, evenDot);
            evenSquare = TLanes.MultiplyAdd(last, last, evenSquare);
        }
        return (TLanes.Add(evenDot, oddDot).Sum(), TLanes.Add(evenSquare, oddSquare).Sum());
    }

    internal static void CombineBy<T, TLanes>(T a, ReadOnlySpan<T> x, T b, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T first = ref MemoryMarshal.GetReference(x);
        ref T second = ref MemoryMarshal.GetReference(y);
        ref T to = ref MemoryMarshal.GetReference(destination);
        TLanes ofX = TLanes.Broadcast(a), ofY = TLanes.Broadcast(b);
        for (int p = 0; p < destination.Length; p += TLanes.Count)
            TLanes.MultiplyAdd(ofX, TLanes.Load(ref Unsafe.Add(ref first, p)), TLanes.Multiply(ofY, TLanes.Load(ref Unsafe.Add(ref second, p)))).Store(ref Unsafe.Add(ref to, p));
    }

    internal static void AddFourScaledBy<T, TLanes>(T scale, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> sum)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T a0 = ref MemoryMarshal.GetReference(a);
        ref T b0 = ref MemoryMarshal.GetReference(b);
        ref T c0 = ref MemoryMarshal.GetReference(c);
        ref T d0 = ref MemoryMarshal.GetReference(d);
        ref T to = ref MemoryMarshal.GetReference(sum);
        TLanes factor = TLanes.Broadcast(scale);
        for (int p = 0; p < sum.Length; p += TLanes.Count)
        {
            TLanes first = TLanes.Add(TLanes.Load(ref Unsafe.Add(ref a0, p)), TLanes.Load(ref Unsafe.Add(ref b0, p)));
            TLanes second = TLanes.Add(TLanes.Load(ref Unsafe.Add(ref c0, p)), TLanes.Load(ref Unsafe.Add(ref d0, p)));
            ref T place = ref Unsafe.Add(ref to, p);
            TLanes.MultiplyAdd(factor, TLanes.Add(first, second), TLanes.Load(ref place)).Store(ref place);
        }
    }

    internal static void AddRowsBy<T, TLanes>(in MatrixView<T> rows, Span<T> sum)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T first = ref MemoryMarshal.GetReference(rows.Values);
        ref T to = ref MemoryMarshal.GetReference(sum);
        nint step = rows.Stride;
        int p = 0;
        for (; p + (4 * TLanes.Count) <= sum.Length; p += 4 * TLanes.Count) // Four registers at once share a step from row to row.
        {
            ref T place = ref Unsafe.Add(ref to, p);
            ref T row = ref Unsafe.Add(ref first, p);
            TLanes a = TLanes.Load(ref place), b = TLanes.Load(ref Unsafe.Add(ref place, TLanes.Count));
            TLanes c = TLanes.Load(ref Unsafe.Add(ref place, 2 * TLanes.Count)), d = TLanes.Load(ref Unsafe.Add(ref place, 3 * TLanes.Count));
            for (int i = rows.RowCount; i > 0; i--)
            {
                a = TLanes.Add(a, TLanes.Load(ref row));
                b = TLanes.Add(b, TLanes.Load(ref Unsafe.Add(ref row, TLanes.Count)));
                c = TLanes.Add(c, TLanes.Load(ref Unsafe.Add(ref row, 2 * TLanes.Count)));
                d = TLanes.Add(d, TLanes.Load(ref Unsafe.Add(ref row, 3 * TLanes.Count)));
                row = ref Unsafe.Add(ref row, step);
            }
            a.Store(ref place);
            b.Store(ref Unsafe.Add(ref place, TLanes.Count));
            c.Store(ref Unsafe.Add(ref place, 2 * TLanes.Count));
            d.Store(ref Unsafe.Add(ref place, 3 * TLanes.Count));
        }
        for (; p < sum.Length; p += TLanes.Count)
        {
            TLanes total = TLanes.Load(ref Unsafe.Add(ref to, p));
            for (int i = 0; i < rows.RowCount; i++)
                total = TLanes.Add(total, TLanes.Load(ref Unsafe.Add(ref first, (i * step) + p)));
            total.Store(ref Unsafe.Add(ref to, p));
        }
    }

    internal static void AddToRowsBy<T, TLanes>(ReadOnlySpan<T> addend, in MatrixView<T> rows)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T from = ref MemoryMarshal.GetReference(addend);
        ref T first = ref MemoryMarshal.GetReference(rows.Values);
        nint step = rows.Stride;
        int p = 0;
        for (; p + (4 * TLanes.Count) <= addend.Length; p += 4 * TLanes.Count)
        {
            ref T source = ref Unsafe.Add(ref from, p);
            ref T row = ref Unsafe.Add(ref first, p);
            TLanes a = TLanes.Load(ref source), b = TLanes.Load(ref Unsafe.Add(ref source, TLanes.Count));
            TLanes c = TLanes.Load(ref Unsafe.Add(ref source, 2 * TLanes.Count)), d = TLanes.Load(ref Unsafe.Add(ref source, 3 * TLanes.Count));
            for (int i = rows.RowCount; i > 0; i--)
            {
                ref T second = ref Unsafe.Add(ref row, TLanes.Count);
                ref T third = ref Unsafe.Add(ref row, 2 * TLanes.Count);
                ref T fourth = ref Unsafe.Add(ref row, 3 * TLanes.Count);
                TLanes.Add(a, TLanes.Load(ref row)).Store(ref row);
                TLanes.Add(b, TLanes.Load(ref second)).Store(ref second);
                TLanes.Add(c, TLanes.Load(ref third)).Store(ref third);
                TLanes.Add(d, TLanes.Load(ref fourth)).Store(ref fourth);
                row = ref Unsafe.Add(ref row, step);
            }
        }
        for (; p < addend.Length; p += TLanes.Count)
        {
            TLanes value = TLanes.Load(ref Unsafe.Add(ref from, p));
            for (int i = 0; i < rows.RowCount; i++)
            {
                ref T place = ref Unsafe.Add(ref first, (i * step) + p);
                TLanes.Add(value, TLanes.Load(ref place)).Store(ref place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLengths<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> destination)
        where T : unmanaged
    {
        if (source.Length != destination.Length || source.Length % (64 / Unsafe.SizeOf<T>()) != 0)
            ThrowLengths(source.Length, destination.Length);
    }

    private static void ThrowLengths(int source, int destination) =>
        throw new ArgumentException($"Rows of {source} and {destination} values were given, expected equal whole numbers of 64-byte vectors.");
}
