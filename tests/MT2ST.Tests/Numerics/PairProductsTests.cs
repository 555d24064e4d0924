using System.Numerics;
using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class PairProductsTests
{
    public static TheoryData<int, int> RowCounts => new() { { 1, 1 }, { 1, 6 }, { 2, 6 }, { 7, 6 }, { 11, 11 }, { 4, 13 } };

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Scores_EveryLength_EqualPlainLoop(int m, int n)
    {
        for (int d = 1; d <= 257; d++)
            AssertScores<float>(m, n, d, (in x, in y, s) => PairProducts.Scores(in x, in y, s), 1e-5);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Gradients_EveryLength_EqualPlainLoop(int m, int n)
    {
        for (int d = 1; d <= 257; d++)
            AssertGradients<float>(m, n, d, (g, in x, in y, in dX, in dY) => PairProducts.Gradients(g, in x, in y, in dX, in dY), 1e-5);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void ScoresAndDescend_OfTableRowsAtEveryLength_EqualPlainLoop(int m, int n)
    {
        for (int d = 1; d <= 257; d++)
        {
            AssertScores<float>(m, n, d, (in x, in y, s) => PairProducts.Scores(in x, Table(y, d), Places(n), s), 1e-5);
            AssertDescent<float>(m, Places(n), d, PairProducts.Descend, 1e-5);
        }
    }

    [Theory]
    [InlineData(0, 1, 0, 2, 2, 2)] // In one block of six.
    [InlineData(4, 4)] // Row by row.
    public void Descend_RowThatComesTwice_TakesBothGradients(params int[] rows) =>
        AssertDescent<double>(3, rows, 53, PairProducts.Descend, 1e-13);

    [Fact]
    public void Descend_EachWidth_EqualsPlainLoop()
    {
        int[] rows = [3, 0, 6, 1, 5, 2, 4];
        AssertDescent<float>(5, rows, 53, PairProducts.DescendBy<float, Lanes512<float>>, 1e-5);
        AssertDescent<float>(5, rows, 53, PairProducts.DescendBy<float, Lanes256<float>>, 1e-5);
        AssertDescent<float>(5, rows, 53, PairProducts.DescendBy<float, Lanes128<float>>, 1e-5);
        AssertDescent<float>(5, rows, 53, PairProducts.DescendBy<float, ScalarLane<float>>, 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes512<float>>(in x, Table(y, 53), Places(7), s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes256<float>>(in x, Table(y, 53), Places(7), s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes128<float>>(in x, Table(y, 53), Places(7), s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, ScalarLane<float>>(in x, Table(y, 53), Places(7), s), 1e-5);
    }

    [Fact]
    public void Products_InDouble_EqualPlainLoopClosely()
    {
        AssertScores<double>(7, 6, 101, (in x, in y, s) => PairProducts.Scores(in x, in y, s), 1e-14);
        AssertGradients<double>(7, 6, 101, (g, in x, in y, in dX, in dY) => PairProducts.Gradients(g, in x, in y, in dX, in dY), 1e-14);
    }

    [Fact]
    public void Products_EachWidth_EqualPlainLoop()
    {
        // Widths that the machine lacks run in software: slow here, but the same numbers.
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes512<float>>(in x, in y, s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes256<float>>(in x, in y, s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, Lanes128<float>>(in x, in y, s), 1e-5);
        AssertScores<float>(5, 7, 53, (in x, in y, s) => PairProducts.ScoresBy<float, ScalarLane<float>>(in x, in y, s), 1e-5);
        AssertGradients<float>(5, 7, 53, (g, in x, in y, in dX, in dY) => PairProducts.GradientsBy<float, Lanes512<float>>(g, in x, in y, in dX, in dY), 1e-5);
        AssertGradients<float>(5, 7, 53, (g, in x, in y, in dX, in dY) => PairProducts.GradientsBy<float, Lanes256<float>>(g, in x, in y, in dX, in dY), 1e-5);
        AssertGradients<float>(5, 7, 53, (g, in x, in y, in dX, in dY) => PairProducts.GradientsBy<float, Lanes128<float>>(g, in x, in y, in dX, in dY), 1e-5);
        AssertGradients<float>(5, 7, 53, (g, in x, in y, in dX, in dY) => PairProducts.GradientsBy<float, ScalarLane<float>>(g, in x, in y, in dX, in dY), 1e-5);
    }

    [Fact]
    public void Products_ShapesThatDoNotFit_Throw()
    {
        Assert.Throws<ArgumentException>(() => PairProducts.Scores<float>(new RowMatrix<float>(2, 16), new RowMatrix<float>(3, 32), new float[6]));
        Assert.Throws<ArgumentException>(() => PairProducts.Scores<float>(new RowMatrix<float>(2, 16), new RowMatrix<float>(3, 16), new float[5]));
        Assert.Throws<ArgumentException>(() => PairProducts.Gradients<float>(new float[6], new RowMatrix<float>(2, 16), new RowMatrix<float>(3, 16), new RowMatrix<float>(2, 16), new RowMatrix<float>(2, 16)));
    }

    [Fact]
    public void ProductsOfTableRows_ThatDoNotFit_Throw()
    {
        var table = new RowMatrix<float>(3, 16);
        Assert.Throws<ArgumentException>(() => PairProducts.Scores<float>(new RowMatrix<float>(2, 32), table, [0, 1], new float[4]));
        Assert.Throws<ArgumentException>(() => PairProducts.Scores<float>(new RowMatrix<float>(2, 16), table, [0, 1], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairProducts.Scores<float>(new RowMatrix<float>(2, 16), table, [0, 3], new float[4]));
        Assert.Throws<ArgumentException>(() => PairProducts.Descend<float>(new float[4], new RowMatrix<float>(2, 16), table, [0, 1], 1, new RowMatrix<float>(1, 16)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairProducts.Descend<float>(new float[12], new RowMatrix<float>(2, 16), table, [0, 1, 2, 0, 1, -1], 1, new RowMatrix<float>(2, 16)));
    }

    private delegate void Descent<T>(ReadOnlySpan<T> g, in MatrixView<T> x, RowMatrix<T> table, ReadOnlySpan<int> rows, T step, in MatrixView<T> dX)
        where T : unmanaged;

    private delegate void ScoresOf<T>(in MatrixView<T> x, in MatrixView<T> y, Span<T> scores)
        where T : unmanaged;

    private delegate void GradientsOf<T>(ReadOnlySpan<T> g, in MatrixView<T> x, in MatrixView<T> y, in MatrixView<T> dX, in MatrixView<T> dY)
        where T : unmanaged;

    private static void AssertScores<T>(int m, int n, int d, ScoresOf<T> product, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowMatrix<T> x = Rows<T>(m, d, 1), y = Rows<T>(n, d, 2);
        var scores = new T[m * n];
        product(x, y, scores);
        for (int i = 0; i < m; i++)
            for (int k = 0; k < n; k++)
                Assert.Equal(Sum(d, p => Of(x, i, p) * Of(y, k, p)), double.CreateTruncating(scores[(i * n) + k]), tolerance * d);
    }

    private static void AssertGradients<T>(int m, int n, int d, GradientsOf<T> product, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowMatrix<T> x = Rows<T>(m, d, 1), y = Rows<T>(n, d, 2), g = Rows<T>(1, m * n, 3), dX = Rows<T>(m, d, 4), before = Rows<T>(m, d, 4), dY = Rows<T>(n, d, 5);
        product(g.Row(0), x, y, dX, dY);
        for (int p = 0; p < d; p++)
        {
            for (int i = 0; i < m; i++)
                Assert.Equal(Of(before, i, p) + Sum(n, k => Of(g, 0, (i * n) + k) * Of(y, k, p)), Of(dX, i, p), tolerance * (n + 1));
            for (int k = 0; k < n; k++)
                Assert.Equal(Sum(m, i => Of(g, 0, (i * n) + k) * Of(x, i, p)), Of(dY, k, p), tolerance * (m + 1));
        }
    }

    private static void AssertDescent<T>(int m, int[] rows, int d, Descent<T> descend, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = rows.Length, rowCount = rows.Max() + 1;
        RowMatrix<T> x = Rows<T>(m, d, 1), table = Rows<T>(rowCount, d, 2), y = Rows<T>(rowCount, d, 2), g = Rows<T>(1, m * n, 3), dX = Rows<T>(m, d, 4), before = Rows<T>(m, d, 4);
        descend(g.Row(0), x, table, rows, T.CreateTruncating(0.5), dX);
        for (int p = 0; p < d; p++)
        {
            for (int i = 0; i < m && rows.Distinct().Count() == n; i++) // What a second block of a repeated row sees is not said.
                Assert.Equal(Of(before, i, p) + Sum(n, k => Of(g, 0, (i * n) + k) * Of(y, rows[k], p)), Of(dX, i, p), tolerance * (n + 1));
            for (int row = 0; row < rowCount; row++)
                Assert.Equal(Of(y, row, p) - (0.5 * Sum(n, k => rows[k] == row ? Sum(m, i => Of(g, 0, (i * n) + k) * Of(x, i, p)) : 0)), Of(table, row, p), tolerance * (m + 1));
        }
        for (int row = 0; row < rowCount; row++)
            Assert.False(table.PaddedRow(row)[d..].ContainsAnyExcept(T.Zero));
    }

    // The rows of a block in a table, last first, at every other place.
    private static int[] Places(int n) => [.. Enumerable.Range(0, n).Select(k => 2 * (n - 1 - k))];

    private static RowMatrix<float> Table(in MatrixView<float> y, int dimensions)
    {
        var table = new RowMatrix<float>(2 * y.RowCount, dimensions);
        for (int k = 0; k < y.RowCount; k++)
            y[k].CopyTo(table.PaddedRow(2 * (y.RowCount - 1 - k)));
        return table;
    }

    private static double Of<T>(RowMatrix<T> matrix, int row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(matrix.Row(row)[column]);

    private static double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += term(i);
        return sum;
    }

    private static RowMatrix<T> Rows<T>(int rowCount, int dimensions, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new RowMatrix<T>(rowCount, dimensions);
        Initialization.Uniform(rows, 1, new SeededRandom(seed));
        return rows;
    }
}
