using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The linear layer under every token encoder: S = C Wᵀ + F Uᵀ + b over the words and affixes around each token.</summary>
/// <remarks>c_i are the vectors of the words of a window, f_i those of affixes and shapes, without the option left out: see <see cref="WindowProduct{T}"/>.</remarks>
internal sealed record TokenProjection<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _dropout;

    /// <param name="context">The encoder's name, rows and settings.</param>
    /// <param name="outputCount">The columns of S.</param>
    /// <param name="wordRadius">How many tokens' words are read on each side.</param>
    /// <param name="affixRadius">How many tokens' affixes are read on each side.</param>
    public TokenProjection(TokenEncoderContext<T> context, int outputCount, int wordRadius, int affixRadius)
    {
        _dropout = context.Options.InputDropout;
        Words = new WindowProduct<T>($"{context.Name}/hidden", context.Words, 1, wordRadius, outputCount, context.Random);
        Bias = new DenseParameter<T>($"{context.Name}/hidden-bias", 1, outputCount);
        if (!context.Options.Affixes)
            return;
        var rows = new RowMatrix<T>(context.FeatureBucketCount, context.Options.AffixDimensions);
        Initialization.Uniform(rows, 0.5 / Math.Sqrt(rows.Dimensions), context.Random);
        var vectors = new Embedding<T>(new RowParameter<T>($"{context.Name}/affixes", rows, isShared: false));
        Affixes = new WindowProduct<T>($"{context.Name}/affix-weights", vectors, WordFeatures.Count, affixRadius, outputCount, context.Random);
    }

    /// <summary>The words' table, and the affixes'.</summary>
    public IReadOnlyList<RowParameter<T>> RowParameters => Affixes is null ? [Words.Rows] : [Words.Rows, Affixes.Rows];

    /// <summary>W, b, and U.</summary>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => Affixes is null ? [Words.Weights, Bias] : [Words.Weights, Bias, Affixes.Weights];

    /// <summary>The columns of S.</summary>
    public int OutputCount => Bias.Values.Dimensions;

    private WindowProduct<T> Words { get; init; }

    private WindowProduct<T>? Affixes { get; init; }

    private DenseParameter<T> Bias { get; init; }

    /// <summary>The same layer for another task; see <see cref="ITokenEncoder{T}.CreateView"/>.</summary>
    public TokenProjection<T> CreateView(Embedding<T> words) =>
        this with { Words = Words.CreateView(words), Bias = Bias.CreateView(), Affixes = Affixes?.CreateView() };

    /// <summary>Makes one thread's scratch; see <see cref="ITokenEncoder{T}.CreatePass"/>.</summary>
    public Pass CreatePass(SeededRandom? dropout, CancellationToken cancellationToken) => new(this, Dropout<T>.Create(_dropout, dropout), cancellationToken);

    /// <summary>One thread's scratch and passes.</summary>
    public sealed class Pass(TokenProjection<T> projection, Dropout<T>? dropout, CancellationToken cancellationToken)
    {
        private readonly WindowProduct<T>.Pass _words = new(projection.Words, dropout, cancellationToken);
        private readonly WindowProduct<T>.Pass? _affixes = projection.Affixes is null ? null : new(projection.Affixes, dropout, cancellationToken);
        private readonly Scratch<T> _scores = new();
        private readonly Scratch<T> _affixScores = new();
        private int _count;

        /// <summary>S of the last sentence, <c>[n, outputs]</c>, including changes made in place.</summary>
        public MatrixView<T> Scores => _scores.Take(_count, projection.OutputCount);

        /// <summary>Computes S for a sentence, <c>[n, outputs]</c>; it may be changed in place.</summary>
        public MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features)
        {
            _count = words.Length;
            MatrixView<T> scores = Scores;
            _words.Forward(words, scores);
            AddToRows(projection.Bias.Values.Row(0), scores);
            if (_affixes is null)
                return scores;
            MatrixView<T> affixScores = _affixScores.Take(_count, projection.OutputCount);
            _affixes.Forward(features, affixScores);
            for (int i = 0; i < scores.RowCount; i++)
                TensorPrimitives.Add(scores[i], affixScores[i], scores[i]);
            return scores;
        }

        /// <summary>Adds the gradients of the last sentence, given G, the gradient of its scores.</summary>
        /// <param name="update">Receives the rows' gradients.</param>
        /// <param name="g">G, <c>[n, outputs]</c>.</param>
        /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
        /// <returns>The multiply-adds of forward, backward and row updates.</returns>
        public long Backward<TUpdate>(TUpdate update, MatrixView<T> g, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            Span<T> dBias = gradients[1].Row(0);
            for (int i = 0; i < g.RowCount; i++)
                TensorPrimitives.Add(dBias, g[i], dBias);
            long multiplyAdds = _words.Backward(update, g, gradients[0]);
            return _affixes is null ? multiplyAdds : multiplyAdds + _affixes.Backward(update, g, gradients[2]);
        }

        private static void AddToRows(ReadOnlySpan<T> bias, MatrixView<T> rows)
        {
            for (int i = 0; i < rows.RowCount; i++)
                TensorPrimitives.Add(rows[i], bias, rows[i]);
        }
    }
}
