using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>One thread's sum of token vectors by weights: x = w X, so dX = wᵀ dx.</summary>
internal sealed class WeightedSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _weights = new();

    /// <summary>w of a text, one row, <c>[1, n]</c>; it keeps its values as long as n is the same.</summary>
    public MatrixView<T> Weights(int n) => _weights.Take(1, n);

    /// <summary>x = w X.</summary>
    /// <param name="x">X, <c>[n, padded H]</c>.</param>
    /// <param name="sum">x, <c>[1, padded H]</c>, overwritten.</param>
    public void Forward(MatrixView<T> x, MatrixView<T> sum)
    {
        sum.Clear();
        MatrixProducts.AddProduct(Weights(x.RowCount), x, sum);
    }

    /// <summary>dX = wᵀ dx.</summary>
    /// <param name="dSum">dx, <c>[1, padded H]</c>.</param>
    /// <param name="dX"><c>[n, padded H]</c>, overwritten.</param>
    public void Backward(MatrixView<T> dSum, MatrixView<T> dX)
    {
        dX.Clear();
        MatrixProducts.AddTransposedProduct(Weights(dX.RowCount), dSum, dX);
    }
}
