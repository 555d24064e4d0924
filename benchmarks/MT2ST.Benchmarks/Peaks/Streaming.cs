using System.Numerics.Tensors;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>Memory read, or read and written, from one end to the other.</summary>
internal static class Streaming
{
    private const int Length = 1 << 26; // 256 MB: far beyond any cache.

    /// <summary>x · y: reads two arrays.</summary>
    public static Func<double> CreateDot()
    {
        float[] x = Values(), y = Values();
        return () =>
        {
            GC.KeepAlive(TensorPrimitives.Dot<float>(x, y));
            return 2 * sizeof(float) * (double)Length;
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
