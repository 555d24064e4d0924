using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MT2ST.Numerics;

/// <summary>Sums of scattered rows of a table.</summary>
internal static class RowSums
{
    /// <summary>sum = scale * (row + row + ...), padding included.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Which rows, at least one; a row may come twice.</param>
    /// <param name="scale">What the sum is multiplied by.</param>
    /// <param name="sum">Overwritten, <c>[stride]</c>.</param>
    public static void Scaled<T>(RowMatrix<T> table, ReadOnlySpan<int> rows, T scale, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        sum = sum[..table.Stride];
        table.PaddedRow(rows[0]).CopyTo(sum);
        int i = 1;
        for (; i + 4 <= rows.Length; i += 4)
            AddFour(sum, table.PaddedRow(rows[i]), table.PaddedRow(rows[i + 1]), table.PaddedRow(rows[i + 2]), table.PaddedRow(rows[i + 3]));
        for (; i < rows.Length; i++)
            TensorPrimitives.Add(sum, table.PaddedRow(rows[i]), sum);
        TensorPrimitives.Multiply(sum, scale, sum);
    }

    // Four rows at once load and store the sum four times less often.
    private static void AddFour<T>(Span<T> sum, Span<T> a, Span<T> b, Span<T> c, Span<T> d)
        where T : unmanaged
    {
        // In bounds: all five have the table's stride, a multiple of 64 bytes and so of every register's width.
        ref T sum0 = ref MemoryMarshal.GetReference(sum);
        ref T a0 = ref MemoryMarshal.GetReference(a), b0 = ref MemoryMarshal.GetReference(b);
        ref T c0 = ref MemoryMarshal.GetReference(c), d0 = ref MemoryMarshal.GetReference(d);
        for (nuint p = 0; p < (nuint)sum.Length; p += (nuint)Vector<T>.Count)
        {
            Vector<T> first = Vector.LoadUnsafe(ref a0, p) + Vector.LoadUnsafe(ref b0, p);
            Vector<T> second = Vector.LoadUnsafe(ref c0, p) + Vector.LoadUnsafe(ref d0, p);
            (Vector.LoadUnsafe(ref sum0, p) + (first + second)).StoreUnsafe(ref sum0, p);
        }
    }
}
