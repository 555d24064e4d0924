using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>The products as plain loops, one number at a time.</summary>
internal static class PlainProducts
{
    /// <summary>S = X Wᵀ.</summary>
    public static void MultiplyByTransposed(RowMatrix<float> x, RowMatrix<float> w, float[] scores)
    {
        for (int i = 0; i < x.RowCount; i++)
        {
            for (int j = 0; j < w.RowCount; j++)
            {
                Span<float> a = x.Row(i), b = w.Row(j);
                float sum = 0;
                for (int p = 0; p < a.Length; p++)
                    sum += a[p] * b[p];
                scores[(i * w.RowCount) + j] = sum;
            }
        }
    }

    /// <summary>dX += G W.</summary>
    public static void AddProduct(float[] g, RowMatrix<float> w, RowMatrix<float> dX)
    {
        for (int i = 0; i < dX.RowCount; i++)
            for (int j = 0; j < w.RowCount; j++)
                AddScaled(g[(i * w.RowCount) + j], w.Row(j), dX.Row(i));
    }

    /// <summary>dW += Gᵀ X.</summary>
    public static void AddTransposedProduct(float[] g, RowMatrix<float> x, RowMatrix<float> dW)
    {
        for (int j = 0; j < dW.RowCount; j++)
            for (int i = 0; i < x.RowCount; i++)
                AddScaled(g[(i * dW.RowCount) + j], x.Row(i), dW.Row(j));
    }

    /// <summary>sum += scale * a.</summary>
    public static void AddScaled(float scale, ReadOnlySpan<float> a, Span<float> sum)
    {
        for (int p = 0; p < a.Length; p++)
            sum[p] += scale * a[p];
    }
}
