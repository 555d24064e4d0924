using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>Writes gradients down instead of applying them: for gradient checks and for combining tasks' gradients.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct RecordingUpdate<T>(GradientRecord<T> record) : IRowUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int MultiplyAddsPerValue => 0; // It only adds: the rule counts products.

    public T? PlainStep => null;

    public void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX)
    {
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0)
                record.Add(parameter, rows[i], dX[i]);
    }

    public void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction)
    {
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0)
                record.AddMultiple(parameter, rows[i], factors[i], direction);
    }
}
