using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Continuous bag of words with negative sampling (Mikolov et al. 2013a, 2013b) at one centre.</summary>
/// <remarks>
/// For a centre word with m context words x_i: h = (sum over i of x_i) / m, scored against the output vectors y of the centre
/// and of K negatives, s_k = h · y_k; loss = -log sigmoid(s_0) - sum over k of log sigmoid(-s_k). With g the gradient of the
/// scores: dh = sum over k of g_k y_k, dy_k = g_k h. A term of the loss is a centre.
/// <para>The gradient of x_i is dh / m. Here x_i gets all of dh, as in word2vec's program, gensim and fastText. That is not the
/// gradient, but it moves h by a whole step s dh. The exact gradient moves h m times less and so needs a higher rate (Irsoy et
/// al. 2021), at which the output vectors, and so analogies, became worse here.</para>
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct CbowStep<T>(RowParameter<T> outputs, NegativeSamplingOptions options) : IWindowStep<T, CbowStep<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _factors = WindowFactors<T>.OfRow(1 + options.Negatives);
    private readonly RowMatrix<T> _scores = new(1, 1 + options.Negatives);
    private readonly RowMatrix<T> _h = new(1, outputs.Rows.Dimensions);
    private readonly RowMatrix<T> _dH = new(1, outputs.Rows.Dimensions);

    public static CbowStep<T> Create(RowParameter<T> outputs, NegativeSamplingOptions options) => new(outputs, options);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
    public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
        where TUpdate : struct, IRowUpdate<T>
    {
        int left = window.Left, right = window.Right;
        ReadOnlySpan<int> targets = window.Targets;
        MatrixView<T> x = window.X, dX = window.DX, mean = _h;
        Span<T> h = _h.Values, dH = _dH.Values, scores = _scores.Values;
        h.Clear();
        dH.Clear();
        RowOperations.AddRowsTo(x.Rows(0, left), h);
        RowOperations.AddRowsTo(x.Rows(left + 1, right), h);
        TensorPrimitives.Multiply(h, T.One / T.CreateTruncating(left + right), h);
        PairProducts.Scores(in mean, outputs.Rows, targets, scores);
        double loss = Logistic.CrossEntropy(scores, _factors, targets.Length);
        RowProducts.AddCombination(outputs.Rows, targets, scores, dH);
        update.ApplyMultiples(outputs, targets, scores, h);
        RowOperations.AddToRows(dH, dX.Rows(0, left));
        RowOperations.AddToRows(dH, dX.Rows(left + 1, right));
        // Counted as if each dy_k were formed before its update, as in all tasks; the update in place needs one vector less.
        return new StepReport(0, 1, loss, (1 + (targets.Length * (3L + update.MultiplyAddsPerValue))) * outputs.Rows.Dimensions);
    }
}
