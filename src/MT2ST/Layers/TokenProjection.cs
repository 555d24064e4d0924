using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The linear layer under every token encoder: S = C Wᵀ + F Uᵀ + b over the words and affixes around each token.</summary>
/// <remarks>c_i are the vectors of the words of a window, f_i those of affixes and shapes, without the option left out: see <see cref="WindowProduct{T}"/>.</remarks>
internal sealed class TokenProjection<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WindowProduct<T> _words;
    private readonly WindowProduct<T>? _affixes;
    private readonly DenseParameter<T> _bias;
    private readonly double _dropout;

    /// <param name="context">The encoder's name, rows and settings.</param>
    /// <param name="outputCount">The columns of S.</param>
    /// <param name="wordRadius">How many tokens' words are read on each side.</param>
    /// <param name="affixRadius">How many tokens' affixes are read on each side.</param>
    public TokenProjection(TokenEncoderContext<T> context, int outputCount, int wordRadius, int affixRadius)
    {
        _dropout = context.Options.InputDropout;
        _words = new WindowProduct<T>($"{context.Name}/hidden", context.Words, 1, wordRadius, outputCount, context.Random);
        _bias = new DenseParameter<T>($"{context.Name}/hidden-bias", 1, outputCount);
        if (!context.Options.Affixes)
            return;
        var rows = new RowMatrix<T>(context.FeatureBucketCount, context.Options.AffixDimensions);
        Initialization.Uniform(rows, 0.5 / Math.Sqrt(rows.Dimensions), context.Random);
        var vectors = new Embedding<T>(new RowParameter<T>($"{context.Name}/affixes", rows, isShared: false));
        _affixes = new WindowProduct<T>($"{context.Name}/affix-weights", vectors, WordFeatures.Count, affixRadius, outputCount, context.Random);
    }

    private TokenProjection(TokenProjection<T> shared, Embedding<T> words)
    {
        _dropout = shared._dropout;
        _words = shared._words.CreateView(words);
        _bias = shared._bias.CreateView();
        _affixes = shared._affixes?.CreateView();
    }

    /// <summary>The words' table, and the affixes'.</summary>
    public IReadOnlyList<RowParameter<T>> RowParameters => _affixes is null ? [_words.Rows] : [_words.Rows, _affixes.Rows];

    /// <summary>W, b, and U.</summary>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => _affixes is null ? [_words.Weights, _bias] : [_words.Weights, _bias, _affixes.Weights];

    /// <summary>The columns of S.</summary>
    public int OutputCount => _bias.Values.Dimensions;

    /// <summary>The same layer for another task; see <see cref="ITokenEncoder{T}.CreateView"/>.</summary>
    public TokenProjection<T> CreateView(Embedding<T> words) => new(this, words);

    /// <summary>Makes one thread's scratch; see <see cref="ITokenEncoder{T}.CreatePass"/>.</summary>
    public Pass CreatePass(SeededRandom? dropout, CancellationToken cancellation) => new(this, Dropout<T>.Create(_dropout, dropout), cancellation);

    /// <summary>One thread's scratch and passes.</summary>
    public sealed class Pass(TokenProjection<T> projection, Dropout<T>? dropout, CancellationToken cancellation)
    {
        private readonly WindowProduct<T>.Pass _words = new(projection._words, dropout, cancellation);
        private readonly WindowProduct<T>.Pass? _affixes = projection._affixes is null ? null : new(projection._affixes, dropout, cancellation);
        private readonly Scratch<T> _scores = new();
        private readonly Scratch<T> _affixScores = new();
        private int _count;

        /// <summary>S of the sentence before, <c>[n, outputs]</c>, with what was changed in place.</summary>
        public MatrixView<T> Scores => _scores.Take(_count, projection.OutputCount);

        /// <summary>Computes S for a sentence, <c>[n, outputs]</c>; it may be changed in place.</summary>
        public MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features)
        {
            _count = words.Length;
            MatrixView<T> scores = Scores;
            _words.Forward(words, scores);
            AddToRows(projection._bias.Values.Row(0), scores);
            if (_affixes is null)
                return scores;
            MatrixView<T> affixScores = _affixScores.Take(_count, projection.OutputCount);
            _affixes.Forward(features, affixScores);
            for (int i = 0; i < scores.RowCount; i++)
                TensorPrimitives.Add(scores[i], affixScores[i], scores[i]);
            return scores;
        }

        /// <summary>Adds the gradients of the sentence before, given G, the gradient of its scores.</summary>
        /// <param name="update">What becomes of the rows' gradients.</param>
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
