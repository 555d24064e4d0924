using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class RowSumsTests
{
    [Fact]
    public void Scaled_EveryLengthAndCount_EqualsAPlainLoop()
    {
        var random = new SeededRandom(1);
        for (int dimensions = 1; dimensions <= 257; dimensions += 8)
        {
            var table = new RowMatrix<float>(20, dimensions);
            Initialization.Uniform(table, 1, random);
            for (int count = 1; count <= 13; count++)
                AssertSum(table, [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(20))]);
        }
    }

    private static void AssertSum(RowMatrix<float> table, int[] rows)
    {
        var sum = new float[table.Stride];
        sum.AsSpan().Fill(float.NaN);
        RowSums.Scaled(table, rows, 0.25f, sum);
        for (int d = 0; d < sum.Length; d++)
        {
            double expected = d < table.Dimensions ? 0.25 * rows.Sum(row => (double)table.Row(row)[d]) : 0;
            Assert.Equal(expected, sum[d], 1e-6);
        }
    }
}
