using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MT2ST.Benchmarks.Kernels;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>What skip-gram does with one output row, on random rows of a table: s = x · y, dX += g y, y += g x.</summary>
/// <remarks>112 floats a row: D 100 with padding, seven vectors of 512 bits.</remarks>
internal sealed class RandomRowUpdates
{
    /// <summary>Values of a row.</summary>
    public const int RowLength = 112;

    private const int RowsPerCall = 10_000;
    private const int Ahead = 8; // Rows between the fetch of a row and its use.
    private const float Rate = 1e-9f;

    private readonly RowMatrix<float> _table;
    private readonly RowMatrix<float> _x = Samples.Matrix(1, RowLength, seed: 2);
    private readonly RowMatrix<float> _dX = new(1, RowLength);
    private readonly bool _prefetch;
    private ulong _state = 1;

    private RandomRowUpdates(long tableBytes, bool prefetch)
    {
        _table = Samples.Matrix((int)(tableBytes / (RowLength * sizeof(float))), RowLength, seed: 1);
        _prefetch = prefetch;
    }

    /// <summary>Work on a table of some bytes.</summary>
    public static Func<double> Create(long tableBytes, bool prefetch)
    {
        var updates = new RandomRowUpdates(tableBytes, prefetch);
        return Vector512.IsHardwareAccelerated ? updates.Run<Lanes512<float>>
            : Vector256.IsHardwareAccelerated ? updates.Run<Lanes256<float>>
            : updates.Run<Lanes128<float>>;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, float>
    {
        ref float table = ref _table.Values[0];
        ulong ahead = _state;
        for (int i = 0; i < Ahead; i++)
            ahead = Next(ahead);
        for (int i = 0; i < RowsPerCall; i++)
        {
            if (_prefetch)
                Prefetch(ref Unsafe.Add(ref table, Row(ahead) * (nint)RowLength));
            ahead = Next(ahead);
            Update<TLanes>(ref _x.Values[0], ref Unsafe.Add(ref table, Row(_state) * (nint)RowLength), ref _dX.Values[0]);
            _state = Next(_state);
        }
        return RowsPerCall;
    }

    // All three rows have RowLength values, a whole number of vectors of every width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TLanes>(ref float x, ref float y, ref float dX)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes sum = TLanes.Zero;
        for (int p = 0; p < RowLength; p += TLanes.Count)
            sum = TLanes.MultiplyAdd(TLanes.Load(ref Unsafe.Add(ref x, p)), TLanes.Load(ref Unsafe.Add(ref y, p)), sum);
        TLanes g = TLanes.Broadcast(Rate * sum.Sum());
        for (int p = 0; p < RowLength; p += TLanes.Count)
        {
            TLanes values = TLanes.Load(ref Unsafe.Add(ref y, p));
            TLanes.MultiplyAdd(g, values, TLanes.Load(ref Unsafe.Add(ref dX, p))).Store(ref Unsafe.Add(ref dX, p));
            TLanes.MultiplyAdd(g, TLanes.Load(ref Unsafe.Add(ref x, p)), values).Store(ref Unsafe.Add(ref y, p));
        }
    }

    // The table lies on the pinned heap, so its address stays; a prefetch of any address is harmless.
    private static unsafe void Prefetch(ref float row)
    {
        if (!Sse.IsSupported)
            return;
        byte* address = (byte*)Unsafe.AsPointer(ref row);
        for (int line = 0; line < RowLength * sizeof(float); line += 64)
            Sse.Prefetch0(address + line);
    }

    private int Row(ulong state) => (int)(((state >> 32) * (ulong)_table.RowCount) >> 32);

    private static ulong Next(ulong state) => (state * 6364136223846793005) + 1442695040888963407; // Knuth's MMIX.
}
