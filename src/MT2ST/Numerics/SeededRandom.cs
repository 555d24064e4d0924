namespace MT2ST.Numerics;

/// <summary>
/// A seeded generator of pseudo-random numbers: the same seed gives the same sequence on every machine and version.
/// </summary>
/// <remarks>xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64. One instance serves one thread.</remarks>
public sealed class SeededRandom
{
    private const ulong SplitMixStep = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio, made odd.

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's independent sequences to draw: one for each thread, task or purpose.</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        ulong state = seed ^ (stream * 0xD1B54A32D192ED03); // An odd constant spreads neighbouring streams apart.
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>Creates a generator that continues where <paramref name="state"/> was taken.</summary>
    internal SeededRandom(RandomState state)
    {
        (_s0, _s1, _s2, _s3) = (state.S0, state.S1, state.S2, state.S3);
    }

    /// <summary>The generator's state; a generator made from it, or set to it, gives the same numbers.</summary>
    internal RandomState State
    {
        get => new(_s0, _s1, _s2, _s3);
        set => (_s0, _s1, _s2, _s3) = (value.S0, value.S1, value.S2, value.S3);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32() => (uint)(NextUInt64() >> 32);

    /// <summary>A number in [0, <paramref name="bound"/>); the bias of the multiply-shift is below bound / 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInt32(int bound) => (int)(((ulong)NextUInt32() * (uint)bound) >> 32);

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts <paramref name="values"/> into random order (Fisher and Yates 1938).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>The number at a place of the seed's SplitMix64 sequence, computed directly: for draws that depend only on a count.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">The place, from 0.</param>
    /// <returns>64 random bits.</returns>
    public static ulong NumberAt(ulong seed, ulong index)
    {
        ulong state = seed + (index * SplitMixStep);
        return SplitMix64(ref state);
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += SplitMixStep;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>The 256 bits of state of a <see cref="SeededRandom"/>.</summary>
internal readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3);
