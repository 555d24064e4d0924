using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class RowProductsTests
{
    private delegate void Combining(RowMatrix<float> table, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, Span<float> sum);

    [Fact]
    public void AddCombination_EveryLengthAndCount_EqualsAPlainLoop()
    {
        for (int dimensions = 1; dimensions <= 257; dimensions++)
            AssertCombination(dimensions, count: 1 + (dimensions % 14), RowProducts.AddCombination);
    }

    [Fact]
    public void AddCombination_EachWidth_EqualsAPlainLoop()
    {
        AssertCombination(100, 13, RowProducts.AddCombinationBy<float, Lanes512<float>>);
        AssertCombination(100, 13, RowProducts.AddCombinationBy<float, Lanes256<float>>);
        AssertCombination(100, 13, RowProducts.AddCombinationBy<float, Lanes128<float>>);
        AssertCombination(100, 13, RowProducts.AddCombinationBy<float, ScalarLane<float>>);
    }

    [Fact]
    public void AddCombination_LengthsThatDoNotFit_Throws()
    {
        var table = new RowMatrix<float>(2, 16);
        Assert.Throws<ArgumentException>(() => RowProducts.AddCombination(table, [0, 1], new float[2], new float[32]));
        Assert.Throws<ArgumentException>(() => RowProducts.AddCombination(table, [0, 1], new float[1], new float[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.AddCombination(table, [0, 2], new float[2], new float[16]));
    }

    private static void AssertCombination(int dimensions, int count, Combining combine)
    {
        var random = new SeededRandom((ulong)dimensions);
        RowMatrix<float> table = new(9, dimensions), sum = new(1, dimensions), factors = new(1, count);
        foreach (RowMatrix<float> matrix in new[] { table, sum, factors })
            Initialization.Uniform(matrix, 1, random);
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(9))];
        double[] expectedSum = [.. Enumerable.Range(0, dimensions).Select(p => sum.Row(0)[p] + rows.Select((row, k) => (double)factors.Row(0)[k] * table.Row(row)[p]).Sum())];
        combine(table, rows, factors.Row(0), sum.PaddedRow(0));
        for (int p = 0; p < dimensions; p++)
            Assert.Equal(expectedSum[p], sum.Row(0)[p], 1e-5);
        Assert.False(sum.PaddedRow(0)[dimensions..].ContainsAnyExcept(0f));
    }
}
