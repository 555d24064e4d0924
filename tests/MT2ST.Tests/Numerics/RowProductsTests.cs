using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class RowProductsTests
{
    private delegate void Scoring(RowMatrix<float> table, ReadOnlySpan<int> rows, ReadOnlySpan<float> x, Span<float> scores);

    private delegate void Combining(RowMatrix<float> table, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, Span<float> sum);

    [Fact]
    public void Products_EveryLengthAndCount_EqualAPlainLoop()
    {
        for (int dimensions = 1; dimensions <= 257; dimensions++)
            AssertProducts(dimensions, count: 1 + (dimensions % 14), RowProducts.Scores, RowProducts.AddCombination);
    }

    [Fact]
    public void Products_EachWidth_EqualAPlainLoop()
    {
        AssertProducts(100, 13, RowProducts.ScoresBy<float, Lanes512<float>>, RowProducts.AddCombinationBy<float, Lanes512<float>>);
        AssertProducts(100, 13, RowProducts.ScoresBy<float, Lanes256<float>>, RowProducts.AddCombinationBy<float, Lanes256<float>>);
        AssertProducts(100, 13, RowProducts.ScoresBy<float, Lanes128<float>>, RowProducts.AddCombinationBy<float, Lanes128<float>>);
        AssertProducts(100, 13, RowProducts.ScoresBy<float, ScalarLane<float>>, RowProducts.AddCombinationBy<float, ScalarLane<float>>);
    }

    [Fact]
    public void Products_LengthsThatDoNotFit_Throw()
    {
        var table = new RowMatrix<float>(2, 16);
        Assert.Throws<ArgumentException>(() => RowProducts.Scores(table, [0, 1], new float[32], new float[2]));
        Assert.Throws<ArgumentException>(() => RowProducts.Scores(table, [0, 1], new float[16], new float[1]));
        Assert.Throws<ArgumentException>(() => RowProducts.AddCombination(table, [0, 1], new float[1], new float[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.Scores(table, [0, 2], new float[16], new float[2]));
    }

    private static void AssertProducts(int dimensions, int count, Scoring score, Combining combine)
    {
        var random = new SeededRandom((ulong)dimensions);
        RowMatrix<float> table = new(9, dimensions), x = new(1, dimensions), sum = new(1, dimensions), factors = new(1, count);
        foreach (RowMatrix<float> matrix in new[] { table, x, sum, factors })
            Initialization.Uniform(matrix, 1, random);
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(9))];
        double[] expectedSum = [.. Enumerable.Range(0, dimensions).Select(p => sum.Row(0)[p] + rows.Select((row, k) => (double)factors.Row(0)[k] * table.Row(row)[p]).Sum())];
        var scores = new float[count + 1];
        score(table, rows, x.PaddedRow(0), scores);
        combine(table, rows, factors.Row(0), sum.PaddedRow(0));
        for (int k = 0; k < count; k++)
            Assert.Equal(Enumerable.Range(0, dimensions).Sum(p => (double)x.Row(0)[p] * table.Row(rows[k])[p]), scores[k], 1e-4);
        for (int p = 0; p < dimensions; p++)
            Assert.Equal(expectedSum[p], sum.Row(0)[p], 1e-5);
        Assert.False(sum.PaddedRow(0)[dimensions..].ContainsAnyExcept(0f));
        Assert.Equal(0, scores[count]);
    }
}
