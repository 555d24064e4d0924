using System.Numerics.Tensors;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>Memory read, or read and written, from one end to the other.</summary>
internal static class Streaming
{
    private const int Length = 1 << 26; // 256 MB: far beyond any cache.

    /// <summary>Reads an array.</summary>
    public static Func<double> CreateRead()
    {
        float[] values = Values();
        return () =>
        {
            GC.KeepAlive(TensorPrimitives.Sum<float>(values));
            return sizeof(float) * (double)Length;
        };
    }

    /// <summary>y += a x: reads two arrays, writes one.</summary>
    public static Func<double> CreateAddScaled()
    {
        float[] x = Values(), y = Values();
        return () =>
        {
            TensorPrimitives.MultiplyAdd<float>(x, 1e-9f, y, y);
            return 3 * sizeof(float) * (double)Length;
        };
    }

    // Written once, so that every page is there.
    private static float[] Values()
    {
        var values = new float[Length];
        values.AsSpan().Fill(1);
        return values;
    }
}
