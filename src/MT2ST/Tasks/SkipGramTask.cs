using System.Numerics;
using System.Runtime.CompilerServices;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Skip-gram with negative sampling (Mikolov et al. 2013b, equation 4) over raw text.</summary>
/// <remarks>
/// For a centre word with m context words: X [m, D] are the contexts' vectors, Y [1 + K, D] the output vectors of the centre and
/// of K negatives that all m pairs share (Ji et al. 2016), S = X Yᵀ, loss = sum over pairs of -log sigmoid(s_0) -
/// sum over k of log sigmoid(-s_k). With G the gradient of the scores: dX = G Y, dY = Gᵀ X. The centre itself is a row of X
/// too, without weight, since words that follow each other lie in one block. With private negatives each pair has a Y of its
/// own. An example is a token, a term of the loss a word pair.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class SkipGramTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WindowedText<T> _text;
    private readonly bool _hasPrivateNegatives;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The text is empty or an option is out of range.</exception>
    public SkipGramTask(TaskContext<T> context, SkipGramOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        _text = new WindowedText<T>(context, options);
        _hasPrivateNegatives = options.PrivateNegatives;
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
    public ITaskWorker<T> CreateWorker(Shard shard) => _hasPrivateNegatives
        ? _text.CreateWorker(new PrivateStep(_text), _text.Train, shard)
        : _text.CreateWorker(new SharedStep(_text), _text.Train, shard);

    /// <inheritdoc/>
    /// <remarks>The mean loss of a pair, with subsampling, windows and negatives drawn from a fixed seed.</remarks>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation) => _hasPrivateNegatives
        ? _text.Evaluate(new PrivateStep(_text), examples, cancellation)
        : _text.Evaluate(new SharedStep(_text), examples, cancellation);

    /// <summary>All words of the window against the centre and the negatives that they share.</summary>
    private readonly struct SharedStep(WindowedText<T> text) : IWindowStep<T>
    {
        private readonly WindowFactors<T> _factors = new(text.Options.Window, 1 + text.Options.Negatives);
        private readonly TargetBlock<T> _block = new(text.Outputs, 1 + text.Options.Negatives, ((2 * text.Options.Window) + 1) * (1 + text.Options.Negatives));

        public static bool HasPrivateNegatives => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
        public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
            where TUpdate : struct, IRowUpdate<T>
        {
            int pairs = window.Left + window.Right;
            ReadOnlySpan<int> targets = window.Targets;
            MatrixView<T> x = window.X, dX = window.DX;
            long multiplyAdds = 0;
            double loss = _block.Run(update, targets, _factors.Of(window.Left, window.Right), pairs * targets.Length, in x, in dX, ref multiplyAdds);
            return new StepReport(0, pairs, loss, multiplyAdds);
        }
    }

    /// <summary>Each word of the window against the centre and negatives of its own.</summary>
    private readonly struct PrivateStep(WindowedText<T> text) : IWindowStep<T>
    {
        private readonly WindowFactors<T> _factors = new(text.Options.Window, 1 + text.Options.Negatives);
        private readonly TargetBlock<T> _block = new(text.Outputs, 2 * text.Options.Window * (1 + text.Options.Negatives), 2 * text.Options.Window * (1 + text.Options.Negatives));

        public static bool HasPrivateNegatives => true;

        public StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
            where TUpdate : struct, IRowUpdate<T>
        {
            int pairs = window.Left + window.Right;
            MatrixView<T> x = window.X, dX = window.DX;
            long multiplyAdds = 0;
            double loss = _block.RunEach(update, window.Targets, _factors.OfPairs(pairs), skipped: window.Left, in x, in dX, ref multiplyAdds);
            return new StepReport(0, pairs, loss, multiplyAdds);
        }
    }
}
