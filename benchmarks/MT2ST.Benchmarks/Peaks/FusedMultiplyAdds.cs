using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>Fused multiply-adds in registers, of which none waits for another: what no kernel can exceed.</summary>
internal static class FusedMultiplyAdds
{
    private const int StepCount = 100_000;
    private const int ChainCount = 12; // More than latency (4 or 5 cycles) times units (2).

    /// <summary>Work on the widest vectors that the machine accelerates.</summary>
    public static Func<double> Create() =>
        Vector512.IsHardwareAccelerated ? Run<Lanes512<float>>
        : Vector256.IsHardwareAccelerated ? Run<Lanes256<float>>
        : Run<Lanes128<float>>;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes scale = TLanes.Broadcast(0.999f), addend = TLanes.Broadcast(0.001f);
        TLanes a = addend, b = addend, c = addend, d = addend, e = addend, f = addend;
        TLanes g = addend, h = addend, i = addend, j = addend, k = addend, l = addend;
        for (int step = 0; step < StepCount; step++)
        {
            a = TLanes.MultiplyAdd(a, scale, addend);
            b = TLanes.MultiplyAdd(b, scale, addend);
            c = TLanes.MultiplyAdd(c, scale, addend);
            d = TLanes.MultiplyAdd(d, scale, addend);
            e = TLanes.MultiplyAdd(e, scale, addend);
            f = TLanes.MultiplyAdd(f, scale, addend);
            g = TLanes.MultiplyAdd(g, scale, addend);
            h = TLanes.MultiplyAdd(h, scale, addend);
            i = TLanes.MultiplyAdd(i, scale, addend);
            j = TLanes.MultiplyAdd(j, scale, addend);
            k = TLanes.MultiplyAdd(k, scale, addend);
            l = TLanes.MultiplyAdd(l, scale, addend);
        }
        double sum = a.Sum() + b.Sum() + c.Sum() + d.Sum() + e.Sum() + f.Sum() + g.Sum() + h.Sum() + i.Sum() + j.Sum() + k.Sum() + l.Sum();
        GC.KeepAlive(sum); // Without a use of the result the loop could go.
        return 2.0 * ChainCount * TLanes.Count * StepCount;
    }
}
