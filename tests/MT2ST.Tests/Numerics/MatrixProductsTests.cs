using System.Numerics;
using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class MatrixProductsTests
{
    public static TheoryData<int, int> RowCounts => new() { { 1, 1 }, { 4, 2 }, { 5, 3 }, { 7, 6 }, { 9, 5 } };

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void MultiplyByTransposed_EveryLength_EqualsPlainLoop(int m, int n)
    {
        for (int k = 1; k <= 257; k++)
            AssertScores<float>(m, n, k, MatrixProducts.MultiplyByTransposed, 1e-5);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void AddProduct_EveryLength_EqualsPlainLoop(int m, int n)
    {
        for (int k = 1; k <= 257; k++)
            AssertCombination<float>(m, n, k, transposed: false, 1e-5);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void AddTransposedProduct_EveryLength_EqualsPlainLoop(int m, int n)
    {
        for (int k = 1; k <= 257; k++)
            AssertCombination<float>(m, n, k, transposed: true, 1e-5);
    }

    [Fact]
    public void Products_InDouble_EqualPlainLoopClosely()
    {
        AssertScores<double>(7, 6, 101, MatrixProducts.MultiplyByTransposed, 1e-14);
        AssertCombination<double>(7, 6, 101, transposed: false, 1e-14);
        AssertCombination<double>(7, 6, 101, transposed: true, 1e-14);
    }

    // Widths that the machine lacks run in software: slow here, but the same numbers.
    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Products_EachWidthAtEveryLength_EqualPlainLoop(int m, int n)
    {
        for (int k = 1; k <= 257; k++)
        {
            AssertWidth<float, Lanes512<float>>(m, n, k, 1e-5);
            AssertWidth<float, Lanes256<float>>(m, n, k, 1e-5);
            AssertWidth<float, Lanes128<float>>(m, n, k, 1e-5);
            AssertWidth<float, ScalarLane<float>>(m, n, k, 1e-5);
            AssertWidth<double, Lanes512<double>>(m, n, k, 1e-14);
            AssertWidth<double, Lanes256<double>>(m, n, k, 1e-14);
            AssertWidth<double, Lanes128<double>>(m, n, k, 1e-14);
            AssertWidth<double, ScalarLane<double>>(m, n, k, 1e-14);
        }
    }

    [Fact]
    public void MultiplyByTransposed_OverlappingRows_ReadsWindows()
    {
        float[] tokens = [1, 2, 3, 4, 5];
        var windows = new MatrixView<float>(tokens, rowCount: 3, columnCount: 3, stride: 1);
        var weights = new MatrixView<float>(new float[] { 1, 10, 100 }, 1, 3, 3);
        var scores = new float[3];
        MatrixProducts.MultiplyByTransposed(windows, weights, new MatrixView<float>(scores, 3, 1, 1));
        Assert.Equal([321f, 432f, 543f], scores);
    }

    [Fact]
    public void MultiplyByTransposed_ShapesThatDoNotFit_Throws()
    {
        var x = new RowMatrix<float>(2, 16);
        var w = new RowMatrix<float>(3, 32);
        var scores = new float[6];
        Assert.Throws<ArgumentException>(() => MatrixProducts.MultiplyByTransposed<float>(x, w, new MatrixView<float>(scores, 2, 3, 3)));
    }

    private delegate void Product<T>(MatrixView<T> left, MatrixView<T> right, MatrixView<T> result)
        where T : unmanaged;

    private static void AssertWidth<T, TLanes>(int m, int n, int k, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        AssertScores<T>(m, n, k, MatrixProducts.MultiplyByTransposedWith<T, TLanes>, tolerance);
        AssertCombination<T>(m, n, k, transposed: false, (g, w, dX) => MatrixProducts.CombineBy<T, TLanes>(g, g.Stride, 1, w, dX), tolerance);
        AssertCombination<T>(m, n, k, transposed: true, (g, x, dW) => MatrixProducts.CombineBy<T, TLanes>(g, 1, g.Stride, x, dW), tolerance);
    }

    private static void AssertScores<T>(int m, int n, int k, Product<T> product, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Values<T>(m * k, 1), w = Values<T>(n * k, 2), scores = new T[m * n];
        product(new MatrixView<T>(x, m, k, k), new MatrixView<T>(w, n, k, k), new MatrixView<T>(scores, m, n, n));
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double expected = 0;
                for (int p = 0; p < k; p++)
                    expected += double.CreateTruncating(x[(i * k) + p]) * double.CreateTruncating(w[(j * k) + p]);
                Assert.Equal(expected, double.CreateTruncating(scores[(i * n) + j]), tolerance * k);
            }
        }
    }

    private static void AssertCombination<T>(int m, int n, int k, bool transposed, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AssertCombination<T>(m, n, k, transposed, transposed ? MatrixProducts.AddTransposedProduct : MatrixProducts.AddProduct, tolerance);

    private static void AssertCombination<T>(int m, int n, int k, bool transposed, Product<T> product, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = transposed ? n : m, terms = transposed ? m : n;
        T[] g = Values<T>(m * n, 3), source = Values<T>(terms * k, 4), sum = Values<T>(outputs * k, 5), before = [.. sum];
        product(new MatrixView<T>(g, m, n, n), new MatrixView<T>(source, terms, k, k), new MatrixView<T>(sum, outputs, k, k));
        for (int i = 0; i < outputs; i++)
        {
            for (int p = 0; p < k; p++)
            {
                double expected = double.CreateTruncating(before[(i * k) + p]);
                for (int j = 0; j < terms; j++)
                    expected += double.CreateTruncating(transposed ? g[(j * n) + i] : g[(i * n) + j]) * double.CreateTruncating(source[(j * k) + p]);
                Assert.Equal(expected, double.CreateTruncating(sum[(i * k) + p]), tolerance * (terms + 1));
            }
        }
    }

    private static T[] Values<T>(int count, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];
    }
}
