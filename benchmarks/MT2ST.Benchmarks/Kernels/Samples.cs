using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>Random numbers to compute with.</summary>
internal static class Samples
{
    /// <summary>A matrix of values in [-0.5, 0.5).</summary>
    public static RowMatrix<float> Matrix(int rowCount, int dimensions, ulong seed)
    {
        var matrix = new RowMatrix<float>(rowCount, dimensions);
        Initialization.Uniform(matrix, 0.5, new SeededRandom(seed));
        return matrix;
    }

    /// <summary>Values in [-4, 4): what scores look like.</summary>
    public static float[] Scores(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(8 * random.NextDouble()) - 4)];
    }

    /// <summary>Row numbers below <paramref name="rowCount"/>.</summary>
    public static int[] Rows(int count, int rowCount, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(rowCount))];
    }

    /// <summary>Counts of words as in text: the r-th most frequent of V has 1 / r of the first one's (Zipf).</summary>
    public static double[] ZipfWeights(int count) => [.. Enumerable.Range(1, count).Select(rank => 1.0 / rank)];
}
