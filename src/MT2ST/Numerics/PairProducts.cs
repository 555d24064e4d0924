using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>The matrix products of small blocks of pairs, as in negative sampling: a window of rows against a few target rows.</summary>
/// <remarks>
/// With X [m, k] and Y [n, k]: scores S = X Yᵀ, and from their gradient G [m, n] in one pass dX += G Y and dY = Gᵀ X, so
/// that each value of X, Y and G is loaded once for both. Columns go in blocks of six (a centre and the usual five
/// negatives): six rows of Y, six sums of dY and a value of each of X, dX and G fit the 16 registers of AVX2. Rows are padded
/// to 64 bytes, so that k is a whole number of vectors; rows of a table end with the vector that holds their last dimension.
/// Y is a block, or rows all over a table. Rows of a table are read and, under gradient descent, updated in place.
/// </remarks>
internal static class PairProducts
{
    private const int Block = 6;

    /// <summary>S = X Yᵀ.</summary>
    /// <param name="x">X, <c>[m, k]</c>, k padded.</param>
    /// <param name="y">Y, <c>[n, k]</c>.</param>
    /// <param name="scores">S, <c>[m, n]</c> without padding between rows, overwritten.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Scores<T>(in MatrixView<T> x, in MatrixView<T> y, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(in x, in y, scores.Length);
        if (Vector512.IsHardwareAccelerated)
            ScoresBy<T, Lanes512<T>>(in x, in y, scores);
        else if (Vector256.IsHardwareAccelerated)
            ScoresBy<T, Lanes256<T>>(in x, in y, scores);
        else
            ScoresBy<T, Lanes128<T>>(in x, in y, scores);
    }

    /// <summary>S = X Yᵀ for rows Y of a table.</summary>
    /// <param name="x">X, <c>[m, k]</c>, k padded.</param>
    /// <param name="table">The table, <c>[., k]</c>.</param>
    /// <param name="rows">Which rows are Y, n; one may come twice.</param>
    /// <param name="scores">S, <c>[m, n]</c> without padding between rows, overwritten.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the table.</exception>
    public static void Scores<T>(in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(in x, table, rows, scores.Length);
        if (Vector512.IsHardwareAccelerated)
            ScoresBy<T, Lanes512<T>>(in x, table, rows, scores);
        else if (Vector256.IsHardwareAccelerated)
            ScoresBy<T, Lanes256<T>>(in x, table, rows, scores);
        else
            ScoresBy<T, Lanes128<T>>(in x, table, rows, scores);
    }

    /// <summary>dX += G Y and Y -= s Gᵀ X for rows Y of a table: a step of gradient descent on them.</summary>
    /// <param name="g">G, <c>[m, n]</c> without padding between rows.</param>
    /// <param name="x">X, <c>[m, k]</c>, k padded.</param>
    /// <param name="table">The table, <c>[., k]</c>.</param>
    /// <param name="rows">Which rows are Y, n. A row that comes twice gets both gradients; dX then sees it after the first update, unless both are in one block of six.</param>
    /// <param name="step">s.</param>
    /// <param name="dX">dX, <c>[m, k]</c>, added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the table.</exception>
    public static void Descend<T>(ReadOnlySpan<T> g, in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, T step, in MatrixView<T> dX)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(in x, table, rows, g.Length);
        if (x.RowCount != dX.RowCount || x.ColumnCount != dX.ColumnCount)
            throw new ArgumentException($"dX is [{dX.RowCount}, {dX.ColumnCount}], expected [{x.RowCount}, {x.ColumnCount}] as X.");
        if (Vector512.IsHardwareAccelerated)
            DescendBy<T, Lanes512<T>>(g, in x, table, rows, step, in dX);
        else if (Vector256.IsHardwareAccelerated)
            DescendBy<T, Lanes256<T>>(g, in x, table, rows, step, in dX);
        else
            DescendBy<T, Lanes128<T>>(g, in x, table, rows, step, in dX);
    }

    /// <summary>dX += G Y and dY = Gᵀ X.</summary>
    /// <param name="g">G, <c>[m, n]</c> without padding between rows.</param>
    /// <param name="x">X, <c>[m, k]</c>, k padded.</param>
    /// <param name="y">Y, <c>[n, k]</c>.</param>
    /// <param name="dX">dX, <c>[m, k]</c>, added to.</param>
    /// <param name="dY">dY, <c>[n, k]</c>, overwritten.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Gradients<T>(ReadOnlySpan<T> g, in MatrixView<T> x, in MatrixView<T> y, in MatrixView<T> dX, in MatrixView<T> dY)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(in x, in y, g.Length);
        CheckShapes(in dX, in dY, g.Length);
        if (x.RowCount != dX.RowCount || y.RowCount != dY.RowCount || x.ColumnCount != dX.ColumnCount)
            ThrowShapes(dX.RowCount, dX.ColumnCount, dY.RowCount, dY.ColumnCount, g.Length);
        if (Vector512.IsHardwareAccelerated)
            GradientsBy<T, Lanes512<T>>(g, in x, in y, in dX, in dY);
        else if (Vector256.IsHardwareAccelerated)
            GradientsBy<T, Lanes256<T>>(g, in x, in y, in dX, in dY);
        else
            GradientsBy<T, Lanes128<T>>(g, in x, in y, in dX, in dY);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckShapes<T>(in MatrixView<T> x, in MatrixView<T> y, int pairCount)
        where T : unmanaged
    {
        int lanes = 64 / Unsafe.SizeOf<T>();
        if (x.ColumnCount != y.ColumnCount || x.ColumnCount % lanes != 0 || pairCount < x.RowCount * y.RowCount)
            ThrowShapes(x.RowCount, x.ColumnCount, y.RowCount, y.ColumnCount, pairCount);
    }

    private static void CheckShapes<T>(in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, int pairCount)
        where T : unmanaged
    {
        if (x.ColumnCount != table.Stride || pairCount < x.RowCount * rows.Length)
            ThrowShapes(x.RowCount, x.ColumnCount, rows.Length, table.Stride, pairCount);
    }

    private static void ThrowShapes(int m, int k, int n, int yColumns, int pairCount) =>
        throw new ArgumentException($"Shapes do not fit: X [{m}, {k}] and Y [{n}, {yColumns}] with {pairCount} pairs; columns are padded to 64 bytes.");

    // The views' constructors checked that every row lies in its memory, a table checks its rows, and the shapes were checked
    // above: each reference below stays within a row.
    internal static void ScoresBy<T, TLanes>(in MatrixView<T> x, in MatrixView<T> y, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T y0 = ref MemoryMarshal.GetReference(y.Values);
        int n = y.RowCount, j = 0;
        for (; j + Block <= n; j += Block)
            ScoresOfSix<T, TLanes>(in x, SixRows<T>.Of(ref Unsafe.Add(ref y0, j * y.Stride), y.Stride), x.ColumnCount, scores, j, n);
        for (; j < n; j++)
            ScoresOfOne<T, TLanes>(in x, ref Unsafe.Add(ref y0, j * y.Stride), x.ColumnCount, scores, j, n);
    }

    internal static void ScoresBy<T, TLanes>(in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        int k = table.Width(TLanes.Count);
        int j = 0;
        for (; j + Block <= rows.Length; j += Block)
            ScoresOfSix<T, TLanes>(in x, SixRows<T>.Of(table, rows.Slice(j, Block)), k, scores, j, rows.Length);
        for (; j < rows.Length; j++)
            ScoresOfOne<T, TLanes>(in x, ref MemoryMarshal.GetReference(table.PaddedRow(rows[j])), k, scores, j, rows.Length);
    }

    private static void ScoresOfSix<T, TLanes>(in MatrixView<T> x, in SixRows<T> y, int k, Span<T> scores, int column, int columnCount)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T x0 = ref MemoryMarshal.GetReference(x.Values);
        ref T s0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(scores), column);
        int i = 0;
        for (; i + 2 <= x.RowCount; i += 2)
            Scores2<T, TLanes>(ref Unsafe.Add(ref x0, i * x.Stride), x.Stride, in y, k, ref Unsafe.Add(ref s0, i * columnCount), columnCount);
        if (i < x.RowCount)
            Scores1<T, TLanes>(ref Unsafe.Add(ref x0, i * x.Stride), in y, k, ref Unsafe.Add(ref s0, i * columnCount));
    }

    private static void ScoresOfOne<T, TLanes>(in MatrixView<T> x, ref T y, int k, Span<T> scores, int column, int columnCount)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T x0 = ref MemoryMarshal.GetReference(x.Values);
        ref T s0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(scores), column);
        for (int i = 0; i < x.RowCount; i++)
            Unsafe.Add(ref s0, i * columnCount) = MatrixProducts.Dot<T, TLanes>(ref Unsafe.Add(ref x0, i * x.Stride), ref y, k);
    }

    private static void Scores2<T, TLanes>(ref T x, int xStride, in SixRows<T> y, int k, ref T s, int sStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes a0 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero, a4 = TLanes.Zero, a5 = TLanes.Zero;
        TLanes b0 = TLanes.Zero, b1 = TLanes.Zero, b2 = TLanes.Zero, b3 = TLanes.Zero, b4 = TLanes.Zero, b5 = TLanes.Zero;
        ref T x1 = ref Unsafe.Add(ref x, xStride);
        ref T y0 = ref y.Row0, y1 = ref y.Row1, y2 = ref y.Row2, y3 = ref y.Row3, y4 = ref y.Row4, y5 = ref y.Row5;
        for (int p = 0; p < k; p += TLanes.Count)
        {
            TLanes u = TLanes.Load(ref Unsafe.Add(ref x, p)), v = TLanes.Load(ref Unsafe.Add(ref x1, p));
            TLanes w = TLanes.Load(ref Unsafe.Add(ref y0, p));
            a0 = TLanes.MultiplyAdd(u, w, a0);
            b0 = TLanes.MultiplyAdd(v, w, b0);
            w = TLanes.Load(ref Unsafe.Add(ref y1, p));
            a1 = TLanes.MultiplyAdd(u, w, a1);
            b1 = TLanes.MultiplyAdd(v, w, b1);
            w = TLanes.Load(ref Unsafe.Add(ref y2, p));
            a2 = TLanes.MultiplyAdd(u, w, a2);
            b2 = TLanes.MultiplyAdd(v, w, b2);
            w = TLanes.Load(ref Unsafe.Add(ref y3, p));
            a3 = TLanes.MultiplyAdd(u, w, a3);
            b3 = TLanes.MultiplyAdd(v, w, b3);
            w = TLanes.Load(ref Unsafe.Add(ref y4, p));
            a4 = TLanes.MultiplyAdd(u, w, a4);
            b4 = TLanes.MultiplyAdd(v, w, b4);
            w = TLanes.Load(ref Unsafe.Add(ref y5, p));
            a5 = TLanes.MultiplyAdd(u, w, a5);
            b5 = TLanes.MultiplyAdd(v, w, b5);
        }
        TLanes.StoreSums(a0, a1, a2, a3, ref s);
        Quad<T> quad = default;
        TLanes.StoreSums(a4, a5, b4, b5, ref quad.First);
        ref T q = ref quad.First;
        Unsafe.Add(ref s, 4) = q;
        Unsafe.Add(ref s, 5) = Unsafe.Add(ref q, 1);
        TLanes.StoreSums(b0, b1, b2, b3, ref Unsafe.Add(ref s, sStride));
        Unsafe.Add(ref s, sStride + 4) = Unsafe.Add(ref q, 2);
        Unsafe.Add(ref s, sStride + 5) = Unsafe.Add(ref q, 3);
    }

    private static void Scores1<T, TLanes>(ref T x, in SixRows<T> y, int k, ref T s)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes a0 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero, a4 = TLanes.Zero, a5 = TLanes.Zero;
        ref T y0 = ref y.Row0, y1 = ref y.Row1, y2 = ref y.Row2, y3 = ref y.Row3, y4 = ref y.Row4, y5 = ref y.Row5;
        for (int p = 0; p < k; p += TLanes.Count)
        {
            TLanes u = TLanes.Load(ref Unsafe.Add(ref x, p));
            a0 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y0, p)), a0);
            a1 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y1, p)), a1);
            a2 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y2, p)), a2);
            a3 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y3, p)), a3);
            a4 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y4, p)), a4);
            a5 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref y5, p)), a5);
        }
        Quad<T> quad = default;
        TLanes.StoreSums(a0, a1, a2, a3, ref s);
        TLanes.StoreSums(a4, a5, a4, a5, ref quad.First);
        Unsafe.Add(ref s, 4) = quad.First;
        Unsafe.Add(ref s, 5) = Unsafe.Add(ref quad.First, 1);
    }

    internal static void GradientsBy<T, TLanes>(ReadOnlySpan<T> g, in MatrixView<T> x, in MatrixView<T> y, in MatrixView<T> dX, in MatrixView<T> dY)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T g0 = ref MemoryMarshal.GetReference(g);
        ref T y0 = ref MemoryMarshal.GetReference(y.Values);
        ref T dY0 = ref MemoryMarshal.GetReference(dY.Values);
        int n = y.RowCount;
        int j = 0;
        for (; j + Block <= n; j += Block)
        {
            SixRows<T> six = SixRows<T>.Of(ref Unsafe.Add(ref y0, j * y.Stride), y.Stride), dSix = SixRows<T>.Of(ref Unsafe.Add(ref dY0, j * dY.Stride), dY.Stride);
            Gradients6<T, TLanes, Overwritten>(ref Unsafe.Add(ref g0, j), n, in x, in six, x.ColumnCount, in dX, in dSix, default);
        }
        for (; j < n; j++)
            Gradients1<T, TLanes, Overwritten>(ref Unsafe.Add(ref g0, j), n, in x, ref Unsafe.Add(ref y0, j * y.Stride), x.ColumnCount, in dX, ref Unsafe.Add(ref dY0, j * dY.Stride), default);
    }

    internal static void DescendBy<T, TLanes>(ReadOnlySpan<T> g, in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, T step, in MatrixView<T> dX)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T g0 = ref MemoryMarshal.GetReference(g);
        int n = rows.Length, k = table.Width(TLanes.Count);
        int j = 0;
        for (; j + Block <= n; j += Block)
        {
            SixRows<T> six = SixRows<T>.Of(table, rows.Slice(j, Block));
            Gradients6<T, TLanes, Descended>(ref Unsafe.Add(ref g0, j), n, in x, in six, k, in dX, in six, -step);
        }
        for (; j < n; j++)
        {
            ref T y = ref MemoryMarshal.GetReference(table.PaddedRow(rows[j]));
            Gradients1<T, TLanes, Descended>(ref Unsafe.Add(ref g0, j), n, in x, ref y, k, in dX, ref y, -step);
        }
    }

    // TSink decides what to do with d = Gᵀ X: it goes to the rows of dY, which may be those of Y.
    private static void Gradients6<T, TLanes, TSink>(ref T g, int gStride, in MatrixView<T> x, in SixRows<T> y, int k, in MatrixView<T> dX, in SixRows<T> dY, T factor)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TSink : struct, IGradientSink
    {
        ref T x0 = ref MemoryMarshal.GetReference(x.Values);
        ref T dX0 = ref MemoryMarshal.GetReference(dX.Values);
        int m = x.RowCount;
        nint gStep = gStride, xStep = x.Stride, dXStep = dX.Stride;
        for (int p = 0; p < k; p += TLanes.Count)
        {
            TLanes y0 = TLanes.Load(ref Unsafe.Add(ref y.Row0, p)), y1 = TLanes.Load(ref Unsafe.Add(ref y.Row1, p)), y2 = TLanes.Load(ref Unsafe.Add(ref y.Row2, p));
            TLanes y3 = TLanes.Load(ref Unsafe.Add(ref y.Row3, p)), y4 = TLanes.Load(ref Unsafe.Add(ref y.Row4, p)), y5 = TLanes.Load(ref Unsafe.Add(ref y.Row5, p));
            TLanes d0 = TLanes.Zero, d1 = TLanes.Zero, d2 = TLanes.Zero, d3 = TLanes.Zero, d4 = TLanes.Zero, d5 = TLanes.Zero;
            ref T gi = ref g;
            ref T xi = ref Unsafe.Add(ref x0, p);
            ref T dXi = ref Unsafe.Add(ref dX0, p);
            for (int i = m; i > 0; i--)
            {
                TLanes u = TLanes.Load(ref xi), sum = TLanes.Load(ref dXi);
                TLanes c = TLanes.Broadcast(gi);
                d0 = TLanes.MultiplyAdd(c, u, d0);
                sum = TLanes.MultiplyAdd(c, y0, sum);
                c = TLanes.Broadcast(Unsafe.Add(ref gi, 1));
                d1 = TLanes.MultiplyAdd(c, u, d1);
                sum = TLanes.MultiplyAdd(c, y1, sum);
                c = TLanes.Broadcast(Unsafe.Add(ref gi, 2));
                d2 = TLanes.MultiplyAdd(c, u, d2);
                sum = TLanes.MultiplyAdd(c, y2, sum);
                c = TLanes.Broadcast(Unsafe.Add(ref gi, 3));
                d3 = TLanes.MultiplyAdd(c, u, d3);
                sum = TLanes.MultiplyAdd(c, y3, sum);
                c = TLanes.Broadcast(Unsafe.Add(ref gi, 4));
                d4 = TLanes.MultiplyAdd(c, u, d4);
                sum = TLanes.MultiplyAdd(c, y4, sum);
                c = TLanes.Broadcast(Unsafe.Add(ref gi, 5));
                d5 = TLanes.MultiplyAdd(c, u, d5);
                sum = TLanes.MultiplyAdd(c, y5, sum);
                sum.Store(ref dXi);
                gi = ref Unsafe.Add(ref gi, gStep);
                xi = ref Unsafe.Add(ref xi, xStep);
                dXi = ref Unsafe.Add(ref dXi, dXStep);
            }
            TSink.Write(d0, factor, ref Unsafe.Add(ref dY.Row0, p));
            TSink.Write(d1, factor, ref Unsafe.Add(ref dY.Row1, p));
            TSink.Write(d2, factor, ref Unsafe.Add(ref dY.Row2, p));
            TSink.Write(d3, factor, ref Unsafe.Add(ref dY.Row3, p));
            TSink.Write(d4, factor, ref Unsafe.Add(ref dY.Row4, p));
            TSink.Write(d5, factor, ref Unsafe.Add(ref dY.Row5, p));
        }
    }

    private static void Gradients1<T, TLanes, TSink>(ref T g, int gStride, in MatrixView<T> x, ref T y, int k, in MatrixView<T> dX, ref T dY, T factor)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TSink : struct, IGradientSink
    {
        ref T x0 = ref MemoryMarshal.GetReference(x.Values);
        ref T dX0 = ref MemoryMarshal.GetReference(dX.Values);
        for (int p = 0; p < k; p += TLanes.Count)
        {
            TLanes v = TLanes.Load(ref Unsafe.Add(ref y, p)), d = TLanes.Zero;
            for (int i = 0; i < x.RowCount; i++)
            {
                TLanes c = TLanes.Broadcast(Unsafe.Add(ref g, i * gStride));
                ref T dXi = ref Unsafe.Add(ref dX0, (i * dX.Stride) + p);
                d = TLanes.MultiplyAdd(c, TLanes.Load(ref Unsafe.Add(ref x0, (i * x.Stride) + p)), d);
                TLanes.MultiplyAdd(c, v, TLanes.Load(ref dXi)).Store(ref dXi);
            }
            TSink.Write(d, factor, ref Unsafe.Add(ref dY, p));
        }
    }

    [InlineArray(4)]
    private struct Quad<T>
        where T : unmanaged
    {
        public T First;
    }
}
