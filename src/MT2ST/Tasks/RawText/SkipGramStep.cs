using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Skip-gram with negative sampling (Mikolov et al. 2013b, equation 4) at one centre.</summary>
/// <remarks>
/// For a centre word with m context words: X [m, D] are the contexts' vectors, Y [1 + K, D] the output vectors of the centre and
/// of K negatives that all m pairs share (Ji et al. 2016), S = X Yᵀ, loss = sum over pairs of -log sigmoid(s_0) -
/// sum over k of log sigmoid(-s_k). With G the gradient of the scores: dX = G Y, dY = Gᵀ X. The centre itself is a row of X
/// too, without weight, since consecutive words are in one block. Plain descent updates Y in place; any other update gets
/// copies. A term of the loss is a word pair.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct SkipGramStep<T>(RowParameter<T> outputs, NegativeSamplingOptions options) : IWindowStep<T, SkipGramStep<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WindowFactors<T> _factors = new(options.Window, 1 + options.Negatives);
    private readonly RowMatrix<T> _y = new(1 + options.Negatives, outputs.Rows.Dimensions);
    private readonly RowMatrix<T> _dY = new(1 + options.Negatives, outputs.Rows.Dimensions);
    private readonly RowMatrix<T> _scores = new(1, ((2 * options.Window) + 1) * (1 + options.Negatives));

    public static SkipGramStep<T> Create(RowParameter<T> outputs, NegativeSamplingOptions options) => new(outputs, options);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
    public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
        where TUpdate : struct, IRowUpdate<T>
    {
        int pairs = window.Left + window.Right;
        ReadOnlySpan<int> targets = window.Targets;
        ReadOnlySpan<T> factors = _factors.Of(window.Left, window.Right);
        MatrixView<T> x = window.X, dX = window.DX;
        Span<T> g = _scores.Values[..factors.Length];
        double loss;
        if (update.PlainStep is T step)
        {
            PairProducts.Scores(in x, outputs.Rows, targets, g);
            loss = Logistic.CrossEntropy(g, factors, pairs * targets.Length);
            PairProducts.Descend(g, in x, outputs.Rows, targets, step, in dX);
        }
        else
        {
            MatrixView<T> y = Gather(targets), dY = _dY.Rows(0, targets.Length);
            PairProducts.Scores(in x, in y, g);
            loss = Logistic.CrossEntropy(g, factors, pairs * targets.Length);
            PairProducts.Gradients(g, in x, in y, in dX, in dY);
            update.Apply(outputs, targets, dY);
        }
        return new StepReport(0, pairs, loss, targets.Length * ((3L * pairs) + update.MultiplyAddsPerValue) * _y.Dimensions);
    }

    private MatrixView<T> Gather(ReadOnlySpan<int> targets)
    {
        for (int k = 0; k < targets.Length; k++)
            RowOperations.Copy(outputs.Rows.PaddedRow(targets[k]), _y.PaddedRow(k));
        return _y.Rows(0, targets.Length);
    }
}
