using System.Runtime.Intrinsics.X86;

namespace MT2ST.Numerics;

/// <summary>Draws from a fixed discrete distribution in constant time.</summary>
/// <remarks>The alias method (Walker 1977; tables by Vose 1991). Drawing is safe from several threads, each with its own generator.</remarks>
internal sealed class AliasSampler
{
    private readonly Slot[] _slots;

    /// <summary>Creates a sampler.</summary>
    /// <param name="weights">The outcomes' weights, each at least 0, at least one above 0; they need not sum to 1.</param>
    /// <exception cref="ArgumentException">No weight is above 0, or one is negative or not finite.</exception>
    public AliasSampler(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            if (!(weight >= 0) || double.IsInfinity(weight))
                throw new ArgumentException($"A sampling weight is {weight}; each must be finite and at least 0.", nameof(weights));
            sum += weight;
        }
        if (sum <= 0)
            throw new ArgumentException("No sampling weight is above 0.", nameof(weights));

        _slots = new Slot[weights.Length];
        var scaled = new double[weights.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < weights.Length; i++)
        {
            scaled[i] = weights[i] * weights.Length / sum;
            (scaled[i] < 1 ? small : large).Push(i);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            int under = small.Pop(), over = large.Pop();
            _slots[under] = new Slot(Threshold(scaled[under]), over);
            scaled[over] -= 1 - scaled[under];
            (scaled[over] < 1 ? small : large).Push(over);
        }
        foreach (int i in small.Concat(large))
            _slots[i] = new Slot(uint.MaxValue, i); // The remaining weights are 1 up to rounding.
    }

    /// <summary>Draws the same numbers as <see cref="Sample"/> and asks the processor for the slot that it will read.</summary>
    /// <param name="random">A copy of the generator that draws later.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(SeededRandom random)
    {
        ulong bits = random.NextUInt64();
        if (!Sse.IsSupported)
            return;
        ref Slot slot = ref _slots[IndexOf(bits)];
        Sse.Prefetch0(Unsafe.AsPointer(ref slot)); // A prefetch never faults, even if the collector has moved the slots meanwhile.
    }

    /// <summary>Draws one outcome, in [0, number of weights).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sample(SeededRandom random)
    {
        ulong bits = random.NextUInt64();
        int index = IndexOf(bits);
        Slot slot = _slots[index];
        // Without a branch: half of the time it would be mispredicted, and only after the slot has come from memory.
        int keep = (int)(((long)(uint)bits - slot.Threshold) >> 63); // -1 below the threshold, which is 0 for a weight of 0.
        return slot.Alias ^ ((index ^ slot.Alias) & keep);
    }

    private int IndexOf(ulong bits) => (int)(((bits >> 32) * (ulong)_slots.Length) >> 32);

    private static uint Threshold(double share) => (uint)(share * uint.MaxValue);

    private readonly record struct Slot(uint Threshold, int Alias);
}
