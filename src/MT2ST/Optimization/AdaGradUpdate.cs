using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>AdaGrad with one accumulator per row, in place: a += mean(g²); x -= s g / (sqrt(a) + epsilon).</summary>
/// <remarks>
/// Duchi et al. 2011 with one scale for a whole row, as for the embeddings of Naumov et al. 2019. The accumulator sees the
/// gradient without the task's weight, which is part of the step size s.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct AdaGradUpdate<T>(T stepSize) : IRowUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Epsilon = 1e-8; // Small against any sum that matters; keeps 0 / 0 away.

    public int MultiplyAddsPerValue => 2;

    public T? PlainStep => null;

    public void Apply(RowParameter<T> parameter, ReadOnlySpan<int> rows, MatrixView<T> dX)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
                continue;
            T step = Step(parameter, rows[i], MeanSquare(parameter, dX[i]));
            RowOperations.AddScaled(-step, dX[i], parameter.Rows.PaddedRow(rows[i]));
        }
    }

    public void ApplyMultiples(RowParameter<T> parameter, ReadOnlySpan<int> rows, ReadOnlySpan<T> factors, ReadOnlySpan<T> direction)
    {
        T meanSquare = MeanSquare(parameter, direction);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
                continue;
            T step = Step(parameter, rows[i], factors[i] * factors[i] * meanSquare);
            RowOperations.AddScaled(-step * factors[i], direction, parameter.Rows.PaddedRow(rows[i]));
        }
    }

    private static T MeanSquare(RowParameter<T> parameter, ReadOnlySpan<T> gradient) =>
        RowOperations.Dot(gradient, gradient) / T.CreateTruncating(parameter.Rows.Dimensions);

    private T Step(RowParameter<T> parameter, int row, T meanSquare)
    {
        ref T sum = ref parameter.SquaredGradients[row];
        sum += meanSquare;
        return stepSize / (T.Sqrt(sum) + T.CreateTruncating(Epsilon));
    }
}
