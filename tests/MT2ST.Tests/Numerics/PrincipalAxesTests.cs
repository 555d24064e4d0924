using System.Numerics.Tensors;
using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class PrincipalAxesTests
{
    [Fact]
    public void Of_RowsAlongKnownDirections_AreTheLongest()
    {
        // Lengths 5, 3 and 1 along (1, 1, 0, 0), (1, -1, 0, 0) and (0, 0, 0, 1).
        RowMatrix<double> axes = PrincipalAxes.Of(Rows([5, 5, 0, 0], [3, -3, 0, 0], [0, 0, 0, 1], [-5, -5, 0, 0]), 2);
        double half = Math.Sqrt(0.5);
        Assert.Equal(1, Math.Abs(TensorPrimitives.Dot(axes.Row(0), [half, half, 0, 0])), 1e-9);
        Assert.Equal(1, Math.Abs(TensorPrimitives.Dot(axes.Row(1), [half, -half, 0, 0])), 1e-9);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 6)]
    [InlineData(40, 20)]
    public void Of_AnyRows_AreOrthonormal(int rowCount, int count)
    {
        var rows = new RowMatrix<float>(rowCount, 20);
        Initialization.Uniform(rows, 1, new SeededRandom(seed: 3), TestContext.Current.CancellationToken);
        RowMatrix<double> axes = PrincipalAxes.Of(rows, count); // With 3 rows, some are along no row.
        for (int i = 0; i < count; i++)
            for (int j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, TensorPrimitives.Dot<double>(axes.Row(i), axes.Row(j)), 1e-9);
    }

    private static RowMatrix<float> Rows(params float[][] values)
    {
        var rows = new RowMatrix<float>(values.Length, values[0].Length);
        for (int i = 0; i < values.Length; i++)
            values[i].CopyTo(rows.Row(i));
        return rows;
    }
}
