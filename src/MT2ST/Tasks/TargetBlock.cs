using System.Numerics;
using System.Runtime.CompilerServices;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Scores rows against the targets of some pairs: loss and both gradients. Plain descent moves the targets where they lie, any other update gets copies.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TargetBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowParameter<T> _outputs;
    private readonly RowMatrix<T> _y;
    private readonly RowMatrix<T> _dY;
    private readonly RowMatrix<T> _scores;

    /// <param name="outputs">The targets' table.</param>
    /// <param name="targetCount">The most targets of a block.</param>
    /// <param name="pairCount">The most scores of a block.</param>
    public TargetBlock(RowParameter<T> outputs, int targetCount, int pairCount)
    {
        _outputs = outputs;
        _y = new RowMatrix<T>(targetCount, outputs.Rows.Dimensions);
        _dY = new RowMatrix<T>(targetCount, outputs.Rows.Dimensions);
        _scores = new RowMatrix<T>(1, pairCount);
    }

    /// <summary>Scores every row against every target, adds to the rows' gradient and hands over the targets'.</summary>
    /// <param name="update">What becomes of the targets' gradient.</param>
    /// <param name="targets">Rows of the n targets in their table.</param>
    /// <param name="factors">Of the scores, <c>[m, n]</c> and padding, as <see cref="Logistic.CrossEntropy{T}"/> wants them.</param>
    /// <param name="pairCount">How many factors are not 0.</param>
    /// <param name="x">X, <c>[m, Stride]</c>.</param>
    /// <param name="dX">dX, <c>[m, Stride]</c>, added to.</param>
    /// <param name="multiplyAdds">Increased by what was done for pairs that count.</param>
    /// <returns>The loss in nats.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
    public double Run<TUpdate>(TUpdate update, ReadOnlySpan<int> targets, ReadOnlySpan<T> factors, int pairCount, in MatrixView<T> x, in MatrixView<T> dX, ref long multiplyAdds)
        where TUpdate : struct, IRowUpdate<T>
    {
        Span<T> g = _scores.Values[..factors.Length];
        double loss;
        if (update.PlainStep is T step)
        {
            PairProducts.Scores(in x, _outputs.Rows, targets, g);
            loss = Logistic.CrossEntropy(g, factors, pairCount);
            PairProducts.Descend(g, in x, _outputs.Rows, targets, step, in dX);
        }
        else
        {
            MatrixView<T> y = Gather(targets), dY = _dY.Rows(0, targets.Length);
            PairProducts.Scores(in x, in y, g);
            loss = Logistic.CrossEntropy(g, factors, pairCount);
            PairProducts.Gradients(g, in x, in y, in dX, in dY);
            update.Apply(_outputs, targets, dY);
        }
        multiplyAdds += Cost(update, targets, pairCount);
        return loss;
    }

    /// <summary>Scores each row but one against targets of its own.</summary>
    /// <param name="update">What becomes of the targets' gradient.</param>
    /// <param name="targets">Rows of the targets in their table, n for each row that takes part.</param>
    /// <param name="factors">Of the scores, <c>[m - 1, n]</c> and padding.</param>
    /// <param name="skipped">The row that takes no part.</param>
    /// <param name="x">X, <c>[m, Stride]</c>.</param>
    /// <param name="dX">dX, <c>[m, Stride]</c>, added to.</param>
    /// <param name="multiplyAdds">Increased by what was done.</param>
    /// <returns>The loss in nats.</returns>
    public double RunEach<TUpdate>(TUpdate update, ReadOnlySpan<int> targets, ReadOnlySpan<T> factors, int skipped, in MatrixView<T> x, in MatrixView<T> dX, ref long multiplyAdds)
        where TUpdate : struct, IRowUpdate<T>
    {
        int pairs = x.RowCount - 1, n = targets.Length / pairs;
        MatrixView<T> y = Gather(targets), dY = _dY.Rows(0, targets.Length);
        Span<T> g = _scores.Values[..factors.Length];
        for (int i = 0; i < pairs; i++)
            PairProducts.Scores(x.Rows(Row(i, skipped), 1), y.Rows(i * n, n), g[(i * n)..]);
        double loss = Logistic.CrossEntropy(g, factors, targets.Length);
        for (int i = 0; i < pairs; i++)
            PairProducts.Gradients(g[(i * n)..], x.Rows(Row(i, skipped), 1), y.Rows(i * n, n), dX.Rows(Row(i, skipped), 1), dY.Rows(i * n, n));
        update.Apply(_outputs, targets, dY);
        multiplyAdds += Cost(update, targets, targets.Length);
        return loss;
    }

    private static int Row(int pair, int skipped) => pair < skipped ? pair : pair + 1;

    private MatrixView<T> Gather(ReadOnlySpan<int> targets)
    {
        for (int k = 0; k < targets.Length; k++)
            RowOperations.Copy(_outputs.Rows.PaddedRow(targets[k]), _y.PaddedRow(k));
        return _y.Rows(0, targets.Length);
    }

    private long Cost<TUpdate>(TUpdate update, ReadOnlySpan<int> targets, int pairCount)
        where TUpdate : struct, IRowUpdate<T> =>
        ((3L * pairCount) + (targets.Length * update.MultiplyAddsPerValue)) * _y.Dimensions;
}
