using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>Stochastic gradient descent on rows, in place: x -= s g.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct SgdUpdate<T>(T stepSize) : IRowUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int MultiplyAddsPerValue => 1;

    public T? PlainStep => stepSize;

    public void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX)
    {
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0)
                RowOperations.AddScaled(-stepSize, dX[i], parameter.Rows.PaddedRow(rows[i]));
    }

    public void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction)
    {
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0)
                RowOperations.AddScaled(-stepSize * factors[i], direction, parameter.Rows.PaddedRow(rows[i]));
    }
}
