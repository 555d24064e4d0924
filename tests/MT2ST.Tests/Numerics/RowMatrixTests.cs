using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed unsafe class RowMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    public void PaddedRow_AnyDimensions_StartsOnA64ByteBoundary(int dimensions)
    {
        var matrix = new RowMatrix<float>(3, dimensions);
        for (int row = 0; row < 3; row++)
            fixed (float* start = matrix.PaddedRow(row))
                Assert.Equal(0, (nint)start % 64);
    }

    [Fact]
    public void Row_OutOfRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowMatrix<float>(2, 4).Row(2).Length);

    [Fact]
    public void CopyFrom_OtherShape_Throws() =>
        Assert.Throws<ArgumentException>(() => new RowMatrix<float>(2, 4).CopyFrom(new RowMatrix<float>(2, 5)));

    [Fact]
    public void Constructor_ZeroDimensions_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowMatrix<float>(2, 0));

    [Fact]
    public void Initialization_Glorot_LeavesPaddingZero()
    {
        var weights = new RowMatrix<float>(3, 2 * 16);
        Initialization.Glorot(weights, valueCount: 10, blockStride: 16, new SeededRandom(1));
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 32; column++)
            {
                if (column % 16 < 10)
                    Assert.InRange(Math.Abs(weights.Row(row)[column]), float.Epsilon, MathF.Sqrt(6f / 23));
                else
                    Assert.Equal(0, weights.Row(row)[column]);
            }
        }
    }
}
