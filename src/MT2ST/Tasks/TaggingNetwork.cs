using System.Numerics;
using System.Numerics.Tensors;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>The window tagger: rows of a window, a hidden layer, a softmax (Collobert et al. 2011, section 3.3.1).</summary>
/// <remarks>
/// With c_i the concatenation of the vectors of tokens i - r .. i + r (zero beyond the sentence) and f_i the affix vectors of
/// token i: h_i = max(0, W c_i + U f_i + b), logits_i = V h_i + d. One sentence is one block: token rows lie one after the
/// other, so the windows c are overlapping rows of one matrix and no window is copied.
/// </remarks>
internal sealed class TaggingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TaggingNetwork(TaskContext<T> context, TaggingOptions options, SeededRandom random)
    {
        Options = options;
        Embedding = context.Table.CreateView();
        int width = (2 * options.Window) + 1;
        Hidden = new DenseParameter<T>($"{context.Name}/hidden", options.Hidden, width * Embedding.Stride, width * Embedding.Dimensions);
        Initialization.Glorot(Hidden.Values, Embedding.Dimensions, Embedding.Stride, random);
        HiddenBias = new DenseParameter<T>($"{context.Name}/hidden-bias", 1, options.Hidden);
        Head = new SoftmaxHead<T>(context.Name, context.Train.TagSet!.Count, options.Hidden, random);
        if (options.Affixes)
        {
            var rows = new RowMatrix<T>(context.Train.FeatureBucketCount, options.AffixDimensions);
            Initialization.Uniform(rows, 0.5 / Math.Sqrt(options.AffixDimensions), random);
            AffixRows = new RowParameter<T>($"{context.Name}/affixes", rows, isShared: false);
            AffixWeights = new DenseParameter<T>($"{context.Name}/affix-weights", options.Hidden, WordFeatures.Count * rows.Stride, WordFeatures.Count * options.AffixDimensions);
            Initialization.Glorot(AffixWeights.Values, options.AffixDimensions, rows.Stride, random);
        }
    }

    public TaggingOptions Options { get; }

    public Embedding<T> Embedding { get; }

    /// <summary>W, <c>[H, (2r + 1) * stride]</c>.</summary>
    public DenseParameter<T> Hidden { get; }

    /// <summary>b, <c>[1, H]</c>.</summary>
    public DenseParameter<T> HiddenBias { get; }

    public SoftmaxHead<T> Head { get; }

    /// <summary>The affix vectors, <c>[buckets, affix dimensions]</c>; null without the option.</summary>
    public RowParameter<T>? AffixRows { get; }

    /// <summary>U, <c>[H, features * affix stride]</c>; null without the option.</summary>
    public DenseParameter<T>? AffixWeights { get; }

    public IReadOnlyList<RowParameter<T>> RowParameters =>
        AffixRows is null ? [Embedding.Parameter] : [Embedding.Parameter, AffixRows];

    public IReadOnlyList<DenseParameter<T>> DenseParameters =>
        AffixWeights is null ? [Hidden, HiddenBias, Head.Weights, Head.Bias] : [Hidden, HiddenBias, Head.Weights, Head.Bias, AffixWeights];

    /// <summary>One thread's scratch and passes.</summary>
    public sealed class Pass(TaggingNetwork<T> network)
    {
        private readonly Scratch<T> _rows = new();
        private readonly Scratch<T> _affixes = new();
        private readonly Scratch<T> _affixScores = new();
        private readonly Scratch<T> _hidden = new();
        private readonly Scratch<T> _mask = new();
        private readonly Scratch<T> _logits = new();
        private readonly Scratch<T> _dHidden = new();
        private readonly Scratch<T> _dRows = new();
        private readonly Scratch<T> _dAffixes = new();
        private int[] _padded = [];
        private int _count;

        private int Radius => network.Options.Window;

        private int Width => (2 * Radius) + 1;

        /// <summary>Room for the words of a sentence, between r padding ids on each side.</summary>
        public Span<int> Words(int count)
        {
            _count = count;
            if (_padded.Length < count + Width - 1)
                _padded = new int[count + Width - 1];
            Span<int> padded = PaddedWords;
            padded[..Radius].Fill(Embedding<T>.Padding);
            padded[^Radius..].Fill(Embedding<T>.Padding);
            return padded.Slice(Radius, count);
        }

        private Span<int> PaddedWords => _padded.AsSpan(0, _count + Width - 1);

        /// <summary>The logits of each token, <c>[n, C]</c>, for the words set before.</summary>
        /// <param name="features">The affix ids, <c>[n, features]</c>, empty without the option.</param>
        /// <param name="dropout">Applied to the hidden layer; null when evaluating.</param>
        public MatrixView<T> Forward(ReadOnlySpan<int> features, Dropout<T>? dropout)
        {
            MatrixView<T> rows = _rows.Take(PaddedWords.Length, network.Embedding.Stride);
            network.Embedding.Gather(PaddedWords, rows);
            MatrixView<T> hidden = _hidden.Take(_count, network.Options.Hidden);
            MatrixProducts.TimesTransposed(Windows(rows), network.Hidden.Values, hidden);
            AddAffixes(features, hidden);
            MatrixView<T> mask = _mask.Take(_count, hidden.ColumnCount);
            for (int i = 0; i < _count; i++)
            {
                TensorPrimitives.Add(hidden[i], network.HiddenBias.Values.Row(0), hidden[i]);
                TensorPrimitives.Max(hidden[i], T.Zero, hidden[i]);
                dropout?.Apply(hidden[i], mask[i]);
            }
            MatrixView<T> logits = _logits.Take(_count, network.Head.ClassCount);
            network.Head.Scores(Padded(hidden), logits);
            return logits;
        }

        /// <summary>Adds the gradients of the sentence, given G, the gradient of its logits; the pass before was a forward one.</summary>
        /// <param name="update">What becomes of the rows' gradients.</param>
        /// <param name="g">G, <c>[n, C]</c>.</param>
        /// <param name="features">As in the forward pass.</param>
        /// <param name="gradients">Of the dense parameters, in their order; added to.</param>
        /// <returns>The multiply-adds of forward, backward and row updates.</returns>
        public long Backward<TUpdate>(TUpdate update, MatrixView<T> g, ReadOnlySpan<int> features, IReadOnlyList<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixView<T> hidden = _hidden.Take(_count, network.Options.Hidden);
            MatrixView<T> dHidden = _dHidden.Take(_count, hidden.ColumnCount);
            Padded(dHidden).Clear();
            network.Head.Backward(g, Padded(hidden), Padded(dHidden), gradients[2], gradients[3]);
            PassThroughRelu(hidden, dHidden, gradients[1].Row(0));

            MatrixView<T> rows = _rows.Take(PaddedWords.Length, network.Embedding.Stride);
            MatrixProducts.AddTransposedProduct<T>(dHidden, Windows(rows), gradients[0]);
            MatrixView<T> dRows = _dRows.Take(PaddedWords.Length, network.Embedding.Stride);
            dRows.Clear();
            for (int offset = 0; offset < Width; offset++)
                MatrixProducts.AddProduct(dHidden, HiddenBlock(offset), dRows.Rows(offset, _count));

            long cost = network.Embedding.Apply(update, PaddedWords, dRows);
            cost += BackwardAffixes(update, dHidden, features, gradients);
            return cost + (3L * _count * Width * network.Embedding.Dimensions * hidden.ColumnCount) + network.Head.MultiplyAdds(_count);
        }

        // The gradient of max(0, .) and of dropout: where the hidden value is 0, either of them stopped it.
        private void PassThroughRelu(MatrixView<T> hidden, MatrixView<T> dHidden, Span<T> dBias)
        {
            MatrixView<T> mask = _mask.Take(_count, hidden.ColumnCount);
            for (int i = 0; i < _count; i++)
            {
                Span<T> h = hidden[i], dh = dHidden[i], scale = mask[i];
                for (int j = 0; j < h.Length; j++)
                    dh[j] = h[j] > T.Zero ? dh[j] * scale[j] : T.Zero;
                TensorPrimitives.Add(dBias, dh, dBias);
            }
        }

        private void AddAffixes(ReadOnlySpan<int> features, MatrixView<T> hidden)
        {
            if (network.AffixRows is null)
                return;
            MatrixView<T> affixes = AffixBlock(_affixes);
            int stride = network.AffixRows.Rows.Stride;
            for (int i = 0; i < features.Length; i++)
                network.AffixRows.Rows.PaddedRow(features[i]).CopyTo(affixes.Values.Slice(i * stride, stride));
            MatrixView<T> scores = _affixScores.Take(_count, hidden.ColumnCount);
            MatrixProducts.TimesTransposed(affixes, network.AffixWeights!.Values, scores);
            for (int i = 0; i < _count; i++)
                TensorPrimitives.Add(hidden[i], scores[i], hidden[i]);
        }

        private long BackwardAffixes<TUpdate>(TUpdate update, MatrixView<T> dHidden, ReadOnlySpan<int> features, IReadOnlyList<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            if (network.AffixRows is null)
                return 0;
            RowMatrix<T> table = network.AffixRows.Rows;
            MatrixProducts.AddTransposedProduct<T>(dHidden, AffixBlock(_affixes), gradients[4]);
            MatrixView<T> dAffixes = AffixBlock(_dAffixes);
            dAffixes.Clear();
            MatrixProducts.AddProduct(dHidden, network.AffixWeights!.Values, dAffixes);
            update.Apply(network.AffixRows, features, new MatrixView<T>(dAffixes.Values, features.Length, table.Stride, table.Stride));
            return ((3L * dHidden.ColumnCount) + update.MultiplyAddsPerValue) * features.Length * table.Dimensions;
        }

        private MatrixView<T> AffixBlock(Scratch<T> scratch) =>
            scratch.Take(_count, WordFeatures.Count * network.AffixRows!.Rows.Stride);

        private MatrixView<T> Windows(MatrixView<T> rows) => new(rows.Values, _count, Width * rows.Stride, rows.Stride);

        private MatrixView<T> HiddenBlock(int offset)
        {
            MatrixView<T> weights = network.Hidden.Values;
            return weights.Columns(offset * network.Embedding.Stride, network.Embedding.Stride);
        }

        private static MatrixView<T> Padded(MatrixView<T> view) => new(view.Values, view.RowCount, view.Stride, view.Stride);
    }
}
