using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class RowOperationsTests
{
    [Fact]
    public void Operations_EveryLength_EqualPlainLoop()
    {
        for (int d = 1; d <= 257; d++)
        {
            RowMatrix<float> rows = Rows(3, d, 1), sum = Rows(1, d, 2), sumBefore = Rows(1, d, 2), copy = Rows(1, d, 3), spread = Rows(3, d, 4), spreadBefore = Rows(3, d, 4);
            RowOperations.Copy<float>(rows.PaddedRow(1), copy.PaddedRow(0));
            Assert.Equal(rows.PaddedRow(1), copy.PaddedRow(0));
            RowOperations.AddScaled(0.5f, rows.PaddedRow(2), copy.PaddedRow(0));
            RowOperations.AddRowsTo(rows.Rows(0, 3), sum.PaddedRow(0));
            RowOperations.AddToRows<float>(rows.PaddedRow(0), spread.Rows(0, 3));
            Assert.Equal(Enumerable.Range(0, d).Sum(p => (double)rows.Row(0)[p] * rows.Row(1)[p]), RowOperations.Dot<float>(rows.PaddedRow(0), rows.PaddedRow(1)), 1e-4);
            (float dot, float square) = RowOperations.DotAndSquare<float>(rows.PaddedRow(0), rows.PaddedRow(1));
            Assert.Equal(RowOperations.Dot<float>(rows.PaddedRow(0), rows.PaddedRow(1)), dot, 1e-4);
            Assert.Equal(Enumerable.Range(0, d).Sum(p => (double)rows.Row(1)[p] * rows.Row(1)[p]), square, 1e-4);
            RowMatrix<float> combined = Rows(1, d, 5);
            RowOperations.Combine<float>(0.5f, rows.PaddedRow(0), -2, rows.PaddedRow(1), combined.PaddedRow(0));
            for (int p = 0; p < d; p++)
            {
                Assert.Equal((0.5 * rows.Row(0)[p]) - (2.0 * rows.Row(1)[p]), combined.Row(0)[p], 1e-6);
                Assert.Equal(rows.Row(1)[p] + (0.5 * rows.Row(2)[p]), copy.Row(0)[p], 1e-6);
                Assert.Equal((double)sumBefore.Row(0)[p] + rows.Row(0)[p] + rows.Row(1)[p] + rows.Row(2)[p], sum.Row(0)[p], 1e-6);
                for (int i = 0; i < 3; i++)
                    Assert.Equal((double)spreadBefore.Row(i)[p] + rows.Row(0)[p], spread.Row(i)[p], 1e-6);
            }
        }
    }

    [Fact]
    public void Operations_EachWidth_Agree()
    {
        RowMatrix<float> rows = Rows(3, 100, 1);
        AssertWidth((to, from) => RowOperations.AddScaledBy<float, Lanes512<float>>(2, from, to), (to, all) => RowOperations.AddRowsBy<float, Lanes512<float>>(all.Rows(0, 3), to), rows);
        AssertWidth((to, from) => RowOperations.AddScaledBy<float, Lanes256<float>>(2, from, to), (to, all) => RowOperations.AddRowsBy<float, Lanes256<float>>(all.Rows(0, 3), to), rows);
        AssertWidth((to, from) => RowOperations.AddScaledBy<float, Lanes128<float>>(2, from, to), (to, all) => RowOperations.AddRowsBy<float, Lanes128<float>>(all.Rows(0, 3), to), rows);
        AssertWidth((to, from) => RowOperations.AddScaledBy<float, ScalarLane<float>>(2, from, to), (to, all) => RowOperations.AddRowsBy<float, ScalarLane<float>>(all.Rows(0, 3), to), rows);
    }

    [Fact]
    public void Dot_EachWidth_Agrees()
    {
        RowMatrix<float> rows = Rows(2, 100, 1);
        ReadOnlySpan<float> a = rows.PaddedRow(0), b = rows.PaddedRow(1);
        float expected = RowOperations.DotBy<float, ScalarLane<float>>(a, b);
        Assert.Equal(expected, RowOperations.DotBy<float, Lanes512<float>>(a, b), 1e-5f);
        Assert.Equal(expected, RowOperations.DotBy<float, Lanes256<float>>(a, b), 1e-5f);
        Assert.Equal(expected, RowOperations.DotBy<float, Lanes128<float>>(a, b), 1e-5f);
    }

    [Fact]
    public void DotAndSquareAndCombine_EachWidth_Agree()
    {
        AssertStarWidth<Lanes512<float>>();
        AssertStarWidth<Lanes256<float>>();
        AssertStarWidth<Lanes128<float>>();
    }

    private static void AssertStarWidth<TLanes>()
        where TLanes : struct, ILanes<TLanes, float>
    {
        RowMatrix<float> rows = Rows(2, 100, 1), combined = Rows(2, 100, 2);
        ReadOnlySpan<float> a = rows.PaddedRow(0), b = rows.PaddedRow(1);
        (float dot, float square) = RowOperations.DotAndSquareBy<float, ScalarLane<float>>(a, b);
        (float dotOfWidth, float squareOfWidth) = RowOperations.DotAndSquareBy<float, TLanes>(a, b);
        Assert.Equal(dot, dotOfWidth, 1e-5f);
        Assert.Equal(square, squareOfWidth, 1e-5f);
        RowOperations.CombineBy<float, ScalarLane<float>>(2, a, -3, b, combined.PaddedRow(0));
        RowOperations.CombineBy<float, TLanes>(2, a, -3, b, combined.PaddedRow(1));
        for (int p = 0; p < 100; p++)
            Assert.Equal(combined.Row(0)[p], combined.Row(1)[p], 1e-6f);
    }

    [Fact]
    public void Operations_LengthsThatDoNotFit_Throw()
    {
        Assert.Throws<ArgumentException>(() => RowOperations.Copy<float>(new float[16], new float[32]));
        Assert.Throws<ArgumentException>(() => RowOperations.Dot<float>(new float[16], new float[32]));
        Assert.Throws<ArgumentException>(() => RowOperations.DotAndSquare<float>(new float[16], new float[32]));
        Assert.Throws<ArgumentException>(() => RowOperations.Combine<float>(1, new float[16], 1, new float[16], new float[32]));
        Assert.Throws<ArgumentException>(() => RowOperations.AddScaled<float>(1, new float[15], new float[15]));
        Assert.Throws<ArgumentException>(() => RowOperations.AddRowsTo<float>(new RowMatrix<float>(2, 16), new float[32]));
    }

    [Fact]
    public void SumScaled_EveryLengthAndCount_EqualsAPlainLoop()
    {
        var random = new SeededRandom(1);
        for (int dimensions = 1; dimensions <= 257; dimensions += 8)
        {
            var table = new RowMatrix<float>(20, dimensions);
            Initialization.Uniform(table, 1, random, TestContext.Current.CancellationToken);
            for (int count = 1; count <= 13; count++)
                AssertSum(table, [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(20))]);
        }
    }

    private delegate void ToRow(Span<float> to, ReadOnlySpan<float> from);

    private delegate void OfRows(Span<float> to, RowMatrix<float> rows);

    private static void AssertWidth(ToRow addTwice, OfRows addAll, RowMatrix<float> rows)
    {
        var sums = new RowMatrix<float>(2, rows.Dimensions);
        addTwice(sums.PaddedRow(0), rows.PaddedRow(1));
        addAll(sums.PaddedRow(1), rows);
        for (int p = 0; p < rows.Dimensions; p++)
        {
            Assert.Equal(2 * rows.Row(1)[p], sums.Row(0)[p]);
            Assert.Equal((double)rows.Row(0)[p] + rows.Row(1)[p] + rows.Row(2)[p], sums.Row(1)[p], 1e-6);
        }
    }

    private static RowMatrix<float> Rows(int rowCount, int dimensions, ulong seed)
    {
        var rows = new RowMatrix<float>(rowCount, dimensions);
        Initialization.Uniform(rows, 1, new SeededRandom(seed));
        return rows;
    }

    private static void AssertSum(RowMatrix<float> table, int[] rows)
    {
        var sum = new float[table.Stride];
        sum.AsSpan().Fill(float.NaN);
        RowOperations.SumScaled(table, rows, 0.25f, sum);
        for (int d = 0; d < sum.Length; d++)
        {
            double expected = d < table.Dimensions ? 0.25 * rows.Sum(row => (double)table.Row(row)[d]) : 0;
            Assert.Equal(expected, sum[d], 1e-6);
        }
    }
}
