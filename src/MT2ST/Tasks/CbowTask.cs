using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Continuous bag of words with negative sampling (Mikolov et al. 2013a, 2013b) over raw text.</summary>
/// <remarks>
/// For a centre word with m context words x_i: h = (sum over i of x_i) / m, scored against the output vectors y of the centre
/// and of K negatives, s_k = h · y_k; loss = -log sigmoid(s_0) - sum over k of log sigmoid(-s_k). With g the gradient of the
/// scores: dh = sum over k of g_k y_k, dy_k = g_k h. An example is a token, a term of the loss a centre.
/// <para>The gradient of x_i is dh / m. By default x_i gets all of dh, as in word2vec's program, gensim and fastText, which is no
/// gradient but moves h by a whole step s dh. The exact gradient (<see cref="CbowOptions.ExactGradient"/>) moves h m times less
/// and so needs a higher rate (Irsoy et al. 2021), at which the output vectors, and with them analogies, suffer here.</para>
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class CbowTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WindowedText<T> _text;
    private readonly bool _isExact;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The text is empty or an option is out of range.</exception>
    public CbowTask(TaskContext<T> context, CbowOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        _text = new WindowedText<T>(context, options);
        _isExact = options.ExactGradient;
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
    public ITaskWorker<T> CreateWorker(Shard shard) => _text.CreateWorker(new Step(_text, _isExact), _text.Train, shard);

    /// <inheritdoc/>
    /// <remarks>The mean loss of a centre, with subsampling, windows and negatives drawn from a fixed seed.</remarks>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation) =>
        _text.Evaluate(new Step(_text, _isExact), examples, cancellation);

    private readonly struct Step(WindowedText<T> text, bool isExact) : IWindowStep<T>
    {
        private readonly T[] _factors = WindowFactors<T>.OfRow(1 + text.Options.Negatives);
        private readonly RowMatrix<T> _scores = new(1, 1 + text.Options.Negatives);
        private readonly RowMatrix<T> _h = new(1, text.Embedding.Dimensions);
        private readonly RowMatrix<T> _dH = new(1, text.Embedding.Dimensions);

        public static bool HasPrivateNegatives => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
        public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
            where TUpdate : struct, IRowUpdate<T>
        {
            int left = window.Left, right = window.Right;
            T share = T.One / T.CreateTruncating(left + right);
            ReadOnlySpan<int> targets = window.Targets;
            MatrixView<T> x = window.X, dX = window.DX;
            Span<T> h = _h.Values, dH = _dH.Values, scores = _scores.Values;
            h.Clear();
            dH.Clear();
            RowOperations.AddRowsTo(x.Rows(0, left), h);
            RowOperations.AddRowsTo(x.Rows(left + 1, right), h);
            TensorPrimitives.Multiply(h, share, h);
            RowProducts.Scores(text.Outputs.Rows, targets, h, scores);
            double loss = Logistic.CrossEntropy(scores, _factors, targets.Length);
            RowProducts.AddCombination(text.Outputs.Rows, targets, scores, dH);
            update.ApplyMultiples(text.Outputs, targets, scores, h);
            // As if each dy_k were formed before its update, as all tasks count; the update in place makes one vector less.
            long vectors = 1 + (targets.Length * (3L + update.MultiplyAddsPerValue));
            if (isExact)
            {
                TensorPrimitives.Multiply(dH, share, dH);
                vectors++;
            }
            RowOperations.AddToRows(dH, dX.Rows(0, left));
            RowOperations.AddToRows(dH, dX.Rows(left + 1, right));
            return new StepReport(0, 1, loss, vectors * text.Embedding.Dimensions);
        }
    }
}
