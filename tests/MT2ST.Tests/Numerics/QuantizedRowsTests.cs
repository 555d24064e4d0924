using System.Numerics.Tensors;
using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class QuantizedRowsTests
{
    [Fact]
    public void Dot_EveryLengthOfBlocks_IsThatOfWholeNumbers()
    {
        var random = new SeededRandom(seed: 1);
        for (int length = 0; length <= 320; length += 64)
        {
            sbyte[] a = Bytes(length), b = Bytes(length);
            Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), QuantizedRows.Dot(a, b));
        }
        Assert.Equal(64 * 127 * 127, QuantizedRows.Dot([.. Enumerable.Repeat((sbyte)127, 64)], [.. Enumerable.Repeat((sbyte)127, 64)]));

        sbyte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)(random.NextInt32(255) - 127))];
    }

    [Theory]
    [InlineData(1, 1f)]
    [InlineData(7, 1e-6f)]
    [InlineData(128, 1f)]
    [InlineData(257, 1000f)]
    public void Products_AnyRow_AreWithinTheirErrors(int dimensions, float size)
    {
        RowMatrix<float> rows = Rows(300, dimensions, size), queries = Rows(20, dimensions, 1);
        var quantized = new QuantizedRows(rows);
        float[] estimates = new float[200], errors = new float[200];
        for (int query = 0; query < queries.RowCount; query++)
        {
            quantized.Products(queries.Row(query), first: 100, estimates, errors);
            for (int i = 0; i < estimates.Length; i++)
            {
                double exact = 0;
                for (int d = 0; d < dimensions; d++)
                    exact += (double)rows.Row(100 + i)[d] * queries.Row(query)[d];
                Assert.InRange(Math.Abs(exact - estimates[i]), 0, errors[i]);
                double lengths = TensorPrimitives.Norm<float>(rows.Row(100 + i)) * TensorPrimitives.Norm<float>(queries.Row(query));
                Assert.InRange(errors[i], 0, 0.03 * lengths); // Tight enough to be of use.
            }
        }
    }

    private static RowMatrix<float> Rows(int count, int dimensions, float size)
    {
        var random = new SeededRandom(seed: 2, (ulong)count);
        var rows = new RowMatrix<float>(count, dimensions);
        for (int row = 0; row < count; row++)
            foreach (ref float value in rows.Row(row))
                value = size * (float)(random.NextDouble() + random.NextDouble() - 1);
        return rows;
    }
}
