using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>The three small matrix products of every task: scores, gradient of the inputs, gradient of the weights.</summary>
/// <remarks>
/// <para>With inputs X [m, k], weights W [n, k] and the gradient of the scores G [m, n]: the forward pass is
/// S = X Wᵀ (<see cref="MultiplyByTransposed"/>), and the backward pass dX += G W (<see cref="AddProduct"/>) and
/// dW += Gᵀ X (<see cref="AddTransposedProduct"/>).</para>
/// <para>Each works on tiles of 4 rows x 2 columns (of scores, or of vectors), whose 8 sums stay in registers: that hides
/// the latency of 2 fused multiply-adds a cycle and fits the 16 registers of AVX2 too. The element type is
/// <see cref="float"/> or <see cref="double"/>; the width is the widest that the machine accelerates.</para>
/// </remarks>
internal static class MatrixProducts
{
    /// <summary>S = X Wᵀ.</summary>
    /// <param name="x">X, <c>[m, k]</c>; rows may overlap.</param>
    /// <param name="w">W, <c>[n, k]</c>.</param>
    /// <param name="scores">S, <c>[m, n]</c>, overwritten.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void MultiplyByTransposed<T>(MatrixView<T> x, MatrixView<T> w, MatrixView<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(x.RowCount == scores.RowCount && w.RowCount == scores.ColumnCount && x.ColumnCount == w.ColumnCount,
            x, w, scores);
        if (Vector512.IsHardwareAccelerated)
            MultiplyByTransposedWith<T, Lanes512<T>>(x, w, scores);
        else if (Vector256.IsHardwareAccelerated)
            MultiplyByTransposedWith<T, Lanes256<T>>(x, w, scores);
        else
            MultiplyByTransposedWith<T, Lanes128<T>>(x, w, scores);
    }

    /// <summary>dX += G W.</summary>
    /// <param name="g">G, <c>[m, n]</c>.</param>
    /// <param name="w">W, <c>[n, k]</c>.</param>
    /// <param name="dX">dX, <c>[m, k]</c>, added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddProduct<T>(MatrixView<T> g, MatrixView<T> w, MatrixView<T> dX)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(g.RowCount == dX.RowCount && g.ColumnCount == w.RowCount && w.ColumnCount == dX.ColumnCount, g, w, dX);
        Combine(g, g.Stride, 1, w, dX);
    }

    /// <summary>dW += Gᵀ X.</summary>
    /// <param name="g">G, <c>[m, n]</c>.</param>
    /// <param name="x">X, <c>[m, k]</c>; rows may overlap.</param>
    /// <param name="dW">dW, <c>[n, k]</c>, added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddTransposedProduct<T>(MatrixView<T> g, MatrixView<T> x, MatrixView<T> dW)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShapes(g.RowCount == x.RowCount && g.ColumnCount == dW.RowCount && x.ColumnCount == dW.ColumnCount, g, x, dW);
        Combine(g, 1, g.Stride, x, dW);
    }

    private static void Combine<T>(MatrixView<T> g, int rowStep, int termStep, MatrixView<T> source, MatrixView<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            CombineBy<T, Lanes512<T>>(g, rowStep, termStep, source, sum);
        else if (Vector256.IsHardwareAccelerated)
            CombineBy<T, Lanes256<T>>(g, rowStep, termStep, source, sum);
        else
            CombineBy<T, Lanes128<T>>(g, rowStep, termStep, source, sum);
    }

    private static void CheckShapes<T>(bool fit, MatrixView<T> left, MatrixView<T> right, MatrixView<T> result)
        where T : unmanaged
    {
        if (!fit)
        {
            throw new ArgumentException(
                $"Shapes do not fit: [{left.RowCount}, {left.ColumnCount}], [{right.RowCount}, {right.ColumnCount}] " +
                $"and [{result.RowCount}, {result.ColumnCount}].");
        }
    }

    // The views' constructors checked that every row lies in its memory, and the shapes were checked above:
    // each reference below stays within a row of its view.
    internal static void MultiplyByTransposedWith<T, TLanes>(MatrixView<T> x, MatrixView<T> w, MatrixView<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T x0 = ref MemoryMarshal.GetReference(x.Values);
        ref T w0 = ref MemoryMarshal.GetReference(w.Values);
        int n = w.RowCount, k = x.ColumnCount;
        int i = 0;
        for (; i + 4 <= x.RowCount; i += 4)
        {
            ref T a = ref Unsafe.Add(ref x0, i * x.Stride);
            ref T s = ref MemoryMarshal.GetReference(scores.Values[(i * scores.Stride)..]);
            int j = 0;
            for (; j + 2 <= n; j += 2)
                Dot4x2<T, TLanes>(ref a, x.Stride, ref Unsafe.Add(ref w0, j * w.Stride), w.Stride, k, ref Unsafe.Add(ref s, j), scores.Stride);
            if (j < n)
            {
                for (int row = 0; row < 4; row++)
                    Unsafe.Add(ref s, (row * scores.Stride) + j) = Dot<T, TLanes>(ref Unsafe.Add(ref a, row * x.Stride), ref Unsafe.Add(ref w0, j * w.Stride), k);
            }
        }
        for (; i < x.RowCount; i++)
        {
            ref T a = ref Unsafe.Add(ref x0, i * x.Stride);
            ref T s = ref MemoryMarshal.GetReference(scores.Values[(i * scores.Stride)..]);
            int j = 0;
            for (; j + 4 <= n; j += 4)
                Dot1x4<T, TLanes>(ref a, ref Unsafe.Add(ref w0, j * w.Stride), w.Stride, k, ref Unsafe.Add(ref s, j));
            for (; j < n; j++)
                Unsafe.Add(ref s, j) = Dot<T, TLanes>(ref a, ref Unsafe.Add(ref w0, j * w.Stride), k);
        }
    }

    private static void Dot4x2<T, TLanes>(ref T a, int aStride, ref T b, int bStride, int k, ref T s, int sStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T a1 = ref Unsafe.Add(ref a, aStride);
        ref T a2 = ref Unsafe.Add(ref a1, aStride);
        ref T a3 = ref Unsafe.Add(ref a2, aStride);
        ref T b1 = ref Unsafe.Add(ref b, bStride);
        TLanes s00 = TLanes.Zero, s01 = TLanes.Zero, s10 = TLanes.Zero, s11 = TLanes.Zero;
        TLanes s20 = TLanes.Zero, s21 = TLanes.Zero, s30 = TLanes.Zero, s31 = TLanes.Zero;
        int p = 0;
        for (; p + TLanes.Count <= k; p += TLanes.Count)
        {
            TLanes v0 = TLanes.Load(ref Unsafe.Add(ref b, p));
            TLanes v1 = TLanes.Load(ref Unsafe.Add(ref b1, p));
            TLanes u = TLanes.Load(ref Unsafe.Add(ref a, p));
            s00 = TLanes.MultiplyAdd(u, v0, s00);
            s01 = TLanes.MultiplyAdd(u, v1, s01);
            u = TLanes.Load(ref Unsafe.Add(ref a1, p));
            s10 = TLanes.MultiplyAdd(u, v0, s10);
            s11 = TLanes.MultiplyAdd(u, v1, s11);
            u = TLanes.Load(ref Unsafe.Add(ref a2, p));
            s20 = TLanes.MultiplyAdd(u, v0, s20);
            s21 = TLanes.MultiplyAdd(u, v1, s21);
            u = TLanes.Load(ref Unsafe.Add(ref a3, p));
            s30 = TLanes.MultiplyAdd(u, v0, s30);
            s31 = TLanes.MultiplyAdd(u, v1, s31);
        }
        T t00 = s00.Sum(), t01 = s01.Sum(), t10 = s10.Sum(), t11 = s11.Sum();
        T t20 = s20.Sum(), t21 = s21.Sum(), t30 = s30.Sum(), t31 = s31.Sum();
        for (; p < k; p++)
        {
            T v0 = Unsafe.Add(ref b, p), v1 = Unsafe.Add(ref b1, p);
            t00 += Unsafe.Add(ref a, p) * v0;
            t01 += Unsafe.Add(ref a, p) * v1;
            t10 += Unsafe.Add(ref a1, p) * v0;
            t11 += Unsafe.Add(ref a1, p) * v1;
            t20 += Unsafe.Add(ref a2, p) * v0;
            t21 += Unsafe.Add(ref a2, p) * v1;
            t30 += Unsafe.Add(ref a3, p) * v0;
            t31 += Unsafe.Add(ref a3, p) * v1;
        }
        s = t00;
        Unsafe.Add(ref s, 1) = t01;
        Unsafe.Add(ref s, sStride) = t10;
        Unsafe.Add(ref s, sStride + 1) = t11;
        Unsafe.Add(ref s, 2 * sStride) = t20;
        Unsafe.Add(ref s, (2 * sStride) + 1) = t21;
        Unsafe.Add(ref s, 3 * sStride) = t30;
        Unsafe.Add(ref s, (3 * sStride) + 1) = t31;
    }

    private static void Dot1x4<T, TLanes>(ref T a, ref T b, int bStride, int k, ref T s)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T b1 = ref Unsafe.Add(ref b, bStride);
        ref T b2 = ref Unsafe.Add(ref b1, bStride);
        ref T b3 = ref Unsafe.Add(ref b2, bStride);
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        int p = 0;
        for (; p + TLanes.Count <= k; p += TLanes.Count)
        {
            TLanes u = TLanes.Load(ref Unsafe.Add(ref a, p));
            s0 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref b, p)), s0);
            s1 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref b1, p)), s1);
            s2 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref b2, p)), s2);
            s3 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref b3, p)), s3);
        }
        T t0 = s0.Sum(), t1 = s1.Sum(), t2 = s2.Sum(), t3 = s3.Sum();
        for (; p < k; p++)
        {
            T u = Unsafe.Add(ref a, p);
            t0 += u * Unsafe.Add(ref b, p);
            t1 += u * Unsafe.Add(ref b1, p);
            t2 += u * Unsafe.Add(ref b2, p);
            t3 += u * Unsafe.Add(ref b3, p);
        }
        s = t0;
        Unsafe.Add(ref s, 1) = t1;
        Unsafe.Add(ref s, 2) = t2;
        Unsafe.Add(ref s, 3) = t3;
    }

    internal static T Dot<T, TLanes>(ref T a, ref T b, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes sum = TLanes.Zero;
        int p = 0;
        for (; p + TLanes.Count <= k; p += TLanes.Count)
            sum = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref a, p)), TLanes.Load(ref Unsafe.Add(ref b, p)), sum);
        T total = sum.Sum();
        for (; p < k; p++)
            total += Unsafe.Add(ref a, p) * Unsafe.Add(ref b, p);
        return total;
    }

    /// <summary>sum[i, :] += over j: g[i * rowStep + j * termStep] * source[j, :].</summary>
    internal static void CombineBy<T, TLanes>(MatrixView<T> g, int rowStep, int termStep, MatrixView<T> source, MatrixView<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T g0 = ref MemoryMarshal.GetReference(g.Values);
        ref T b0 = ref MemoryMarshal.GetReference(source.Values);
        ref T c0 = ref MemoryMarshal.GetReference(sum.Values);
        int terms = source.RowCount, k = sum.ColumnCount;
        int i = 0;
        for (; i + 4 <= sum.RowCount; i += 4)
            Combine4Rows<T, TLanes>(ref Unsafe.Add(ref g0, i * rowStep), rowStep, termStep, terms, ref b0, source.Stride, k, ref Unsafe.Add(ref c0, i * sum.Stride), sum.Stride);
        for (; i < sum.RowCount; i++)
            CombineRow<T, TLanes>(ref Unsafe.Add(ref g0, i * rowStep), termStep, terms, ref b0, source.Stride, k, ref Unsafe.Add(ref c0, i * sum.Stride));
    }

    private static void Combine4Rows<T, TLanes>(ref T g, int rowStep, int termStep, int terms, ref T b, int bStride, int k, ref T c, int cStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T c1 = ref Unsafe.Add(ref c, cStride);
        ref T c2 = ref Unsafe.Add(ref c1, cStride);
        ref T c3 = ref Unsafe.Add(ref c2, cStride);
        int p = 0;
        for (; p + (2 * TLanes.Count) <= k; p += 2 * TLanes.Count)
        {
            int q = p + TLanes.Count;
            TLanes s00 = TLanes.Load(ref Unsafe.Add(ref c, p)), s01 = TLanes.Load(ref Unsafe.Add(ref c, q));
            TLanes s10 = TLanes.Load(ref Unsafe.Add(ref c1, p)), s11 = TLanes.Load(ref Unsafe.Add(ref c1, q));
            TLanes s20 = TLanes.Load(ref Unsafe.Add(ref c2, p)), s21 = TLanes.Load(ref Unsafe.Add(ref c2, q));
            TLanes s30 = TLanes.Load(ref Unsafe.Add(ref c3, p)), s31 = TLanes.Load(ref Unsafe.Add(ref c3, q));
            ref T bj = ref b;
            ref T gj = ref g;
            for (int j = 0; j < terms; j++)
            {
                TLanes v0 = TLanes.Load(ref Unsafe.Add(ref bj, p)), v1 = TLanes.Load(ref Unsafe.Add(ref bj, q));
                TLanes u = TLanes.Broadcast(gj);
                s00 = TLanes.MultiplyAdd(u, v0, s00);
                s01 = TLanes.MultiplyAdd(u, v1, s01);
                u = TLanes.Broadcast(Unsafe.Add(ref gj, rowStep));
                s10 = TLanes.MultiplyAdd(u, v0, s10);
                s11 = TLanes.MultiplyAdd(u, v1, s11);
                u = TLanes.Broadcast(Unsafe.Add(ref gj, 2 * rowStep));
                s20 = TLanes.MultiplyAdd(u, v0, s20);
                s21 = TLanes.MultiplyAdd(u, v1, s21);
                u = TLanes.Broadcast(Unsafe.Add(ref gj, 3 * rowStep));
                s30 = TLanes.MultiplyAdd(u, v0, s30);
                s31 = TLanes.MultiplyAdd(u, v1, s31);
                bj = ref Unsafe.Add(ref bj, bStride);
                gj = ref Unsafe.Add(ref gj, termStep);
            }
            s00.Store(ref Unsafe.Add(ref c, p));
            s01.Store(ref Unsafe.Add(ref c, q));
            s10.Store(ref Unsafe.Add(ref c1, p));
            s11.Store(ref Unsafe.Add(ref c1, q));
            s20.Store(ref Unsafe.Add(ref c2, p));
            s21.Store(ref Unsafe.Add(ref c2, q));
            s30.Store(ref Unsafe.Add(ref c3, p));
            s31.Store(ref Unsafe.Add(ref c3, q));
        }
        if (p == k)
            return;
        for (int row = 0; row < 4; row++)
        {
            CombineRow<T, TLanes>(ref Unsafe.Add(ref g, row * rowStep), termStep, terms, ref Unsafe.Add(ref b, p), bStride, k - p,
                ref Unsafe.Add(ref c, (row * cStride) + p));
        }
    }

    private static void CombineRow<T, TLanes>(ref T g, int termStep, int terms, ref T b, int bStride, int k, ref T c)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        int p = 0;
        for (; p + (4 * TLanes.Count) <= k; p += 4 * TLanes.Count)
        {
            TLanes s0 = TLanes.Load(ref Unsafe.Add(ref c, p)), s1 = TLanes.Load(ref Unsafe.Add(ref c, p + TLanes.Count));
            TLanes s2 = TLanes.Load(ref Unsafe.Add(ref c, p + (2 * TLanes.Count))), s3 = TLanes.Load(ref Unsafe.Add(ref c, p + (3 * TLanes.Count)));
            ref T bj = ref Unsafe.Add(ref b, p);
            for (int j = 0; j < terms; j++)
            {
                TLanes u = TLanes.Broadcast(Unsafe.Add(ref g, j * termStep));
                s0 = TLanes.MultiplyAdd(u, TLanes.Load(ref bj), s0);
                s1 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref bj, TLanes.Count)), s1);
                s2 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref bj, 2 * TLanes.Count)), s2);
                s3 = TLanes.MultiplyAdd(u, TLanes.Load(ref Unsafe.Add(ref bj, 3 * TLanes.Count)), s3);
                bj = ref Unsafe.Add(ref bj, bStride);
            }
            s0.Store(ref Unsafe.Add(ref c, p));
            s1.Store(ref Unsafe.Add(ref c, p + TLanes.Count));
            s2.Store(ref Unsafe.Add(ref c, p + (2 * TLanes.Count)));
            s3.Store(ref Unsafe.Add(ref c, p + (3 * TLanes.Count)));
        }
        for (; p + TLanes.Count <= k; p += TLanes.Count)
        {
            TLanes s0 = TLanes.Load(ref Unsafe.Add(ref c, p));
            for (int j = 0; j < terms; j++)
                s0 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref g, j * termStep)), TLanes.Load(ref Unsafe.Add(ref b, (j * bStride) + p)), s0);
            s0.Store(ref Unsafe.Add(ref c, p));
        }
        for (; p < k; p++)
        {
            T total = Unsafe.Add(ref c, p);
            for (int j = 0; j < terms; j++)
                total += Unsafe.Add(ref g, j * termStep) * Unsafe.Add(ref b, (j * bStride) + p);
            Unsafe.Add(ref c, p) = total;
        }
    }
}
