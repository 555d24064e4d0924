using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Continuous bag of words with negative sampling (Mikolov et al. 2013a, 2013b) over raw text.</summary>
/// <remarks>
/// For a centre word with m context words x_i: h = (sum over i of x_i) / sqrt(m), scored against the output vectors y of the
/// centre and of K negatives, s_k = h · y_k; loss = -log sigmoid(s_0) - sum over k of log sigmoid(-s_k). With g the gradient of
/// the scores: dx_i = (sum over k of g_k y_k) / sqrt(m), dy_k = g_k h. An example is a token, a term of the loss a centre.
/// <para>Mikolov et al. 2013a take the mean, h = sum / m, but their program, gensim and fastText leave the second division by m out
/// of dx_i (Irsoy et al. 2021), so that a step s moves h by s dh. With sqrt(m) the exact gradient moves it as far; the mean's
/// moves it m times less and needs a rate at which the output vectors, and with them analogies, suffer.</para>
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class CbowTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WindowedText<T> _text;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The text is empty or an option is out of range.</exception>
    public CbowTask(TaskContext<T> context, CbowOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        _text = new WindowedText<T>(context, options);
        RowParameters = [_text.Embedding.Parameter, _text.Outputs];
    }

    /// <inheritdoc/>
    public string Name => _text.Name;

    /// <inheritdoc/>
    public long ExampleCount => _text.Train.TokenCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => _text.CreateWorker(new Step(_text), _text.Train, shard);

    /// <inheritdoc/>
    /// <remarks>The mean loss of a centre, with subsampling, windows and negatives drawn from a fixed seed.</remarks>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation) =>
        _text.Evaluate(new Step(_text), examples, cancellation);

    private readonly struct Step(WindowedText<T> text) : IWindowStep<T>
    {
        // For each m: the division by sqrt(m) is a factor of the scores and, by the chain rule, of their gradient.
        private readonly T[][] _factors = [.. Enumerable.Range(1, 2 * text.Options.Window).Select(m => WindowFactors<T>.OfRow(1 + text.Options.Negatives, T.One / T.Sqrt(T.CreateTruncating(m))))];
        private readonly TargetBlock<T> _block = new(text.Outputs, 1 + text.Options.Negatives, pairCount: 1 + text.Options.Negatives);
        private readonly RowMatrix<T> _sum = new(1, text.Embedding.Dimensions);
        private readonly RowMatrix<T> _dSum = new(1, text.Embedding.Dimensions);

        public static bool HasPrivateNegatives => false;

        public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
            where TUpdate : struct, IRowUpdate<T>
        {
            int left = window.Left, right = window.Right;
            ReadOnlySpan<int> targets = window.Targets;
            MatrixView<T> x = window.X, dX = window.DX, sum = _sum.Rows(0, 1), dSum = _dSum.Rows(0, 1);
            sum.Values.Clear();
            dSum.Values.Clear();
            RowOperations.AddRowsTo(x.Rows(0, left), sum.Values);
            RowOperations.AddRowsTo(x.Rows(left + 1, right), sum.Values);
            long multiplyAdds = 2 * targets.Length; // The factor 1 / sqrt(m) of scores and gradients.
            double loss = _block.Run(update, targets, _factors[left + right - 1], targets.Length, in sum, in dSum, ref multiplyAdds);
            RowOperations.AddToRows(dSum.Values, dX.Rows(0, left));
            RowOperations.AddToRows(dSum.Values, dX.Rows(left + 1, right));
            return new StepReport(0, 1, loss, multiplyAdds);
        }
    }
}
