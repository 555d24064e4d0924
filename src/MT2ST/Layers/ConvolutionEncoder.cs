using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Convolutions of several widths with the maximum over time (Kim 2014, section 2).</summary>
/// <remarks>
/// For each width w and filter f: c_p = W_f . [x_p .. x_{p+w-1}], feature = max(0, max over p of c_p + b_f). Only the position
/// of the maximum gets a gradient. A text shorter than the greatest width is padded with zero vectors. Word rows lie one
/// after the other, so windows are overlapping rows of one matrix and no window is copied.
/// </remarks>
internal sealed class ConvolutionEncoder<T> : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _embedding;
    private readonly int[] _widths;
    private readonly int _filterCount;
    private readonly int _longestWidth;

    /// <param name="name">The owning task's name.</param>
    /// <param name="embedding">The task's view of the table.</param>
    /// <param name="widths">The widths in words.</param>
    /// <param name="filterCount">Filters of each width.</param>
    /// <param name="random">The source of the initial weights.</param>
    public ConvolutionEncoder(string name, Embedding<T> embedding, IReadOnlyList<int> widths, int filterCount, SeededRandom random)
    {
        _embedding = embedding;
        _widths = [.. widths];
        _filterCount = filterCount;
        _longestWidth = _widths.Max();
        var parameters = new List<DenseParameter<T>>();
        foreach (int width in _widths)
        {
            var filters = new DenseParameter<T>($"{name}/filters-{width}", filterCount, width * embedding.Stride, width * embedding.Dimensions);
            Initialization.Glorot(filters.Values, embedding.Dimensions, embedding.Stride, random);
            parameters.Add(filters);
        }
        parameters.Add(new DenseParameter<T>($"{name}/filter-bias", 1, FeatureCount));
        DenseParameters = parameters;
    }

    public int FeatureCount => _widths.Length * _filterCount;

    public IReadOnlyList<RowParameter<T>> RowParameters => [];

    /// <summary>W of each width, <c>[filters, width * stride]</c>, then b, <c>[1, k]</c>.</summary>
    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    public ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default) => new Pass(this);

    private sealed class Pass(ConvolutionEncoder<T> encoder) : ITextEncoderPass<T>
    {
        private readonly Scratch<T> _rows = new();
        private readonly Scratch<T> _dRows = new();
        private readonly Scratch<T> _scores = new();
        private readonly int[] _bestPosition = new int[encoder.FeatureCount]; // -1 if the maximum is not above 0.
        private int[] _words = [];
        private int _count;

        private ReadOnlySpan<int> Words => _words.AsSpan(0, _count);

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            TakeWords(words);
            MatrixView<T> rows = _rows.Take(_count, encoder._embedding.Stride);
            encoder._embedding.Gather(Words, rows);
            for (int i = 0; i < encoder._widths.Length; i++)
            {
                int width = encoder._widths[i];
                MatrixView<T> scores = _scores.Take(_count - width + 1, encoder._filterCount);
                MatrixProducts.MultiplyByTransposed(Windows(rows, width), encoder.DenseParameters[i].Values, scores);
                MaximumOverTime(scores, i * encoder._filterCount, features);
            }
        }

        public long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            int stride = encoder._embedding.Stride, dimensions = encoder._embedding.Dimensions;
            MatrixView<T> rows = _rows.Take(_count, stride), dRows = _dRows.Take(_count, stride);
            dRows.Clear();
            Span<T> dBias = gradients[encoder._widths.Length].Row(0);
            long multiplyAdds = 0;
            for (int feature = 0; feature < dFeatures.Length; feature++)
            {
                T g = dFeatures[feature];
                if (_bestPosition[feature] < 0 || g == T.Zero)
                    continue;
                int group = feature / encoder._filterCount, filter = feature % encoder._filterCount;
                int start = _bestPosition[feature] * stride, length = encoder._widths[group] * stride;
                Span<T> dFilter = gradients[group].Row(filter), dWindow = dRows.Values.Slice(start, length);
                TensorPrimitives.MultiplyAdd(rows.Values.Slice(start, length), g, dFilter, dFilter);
                TensorPrimitives.MultiplyAdd(encoder.DenseParameters[group].Values.Row(filter), g, dWindow, dWindow);
                dBias[feature] += g;
                multiplyAdds += 2L * encoder._widths[group] * dimensions;
            }
            foreach (int width in encoder._widths)
                multiplyAdds += (long)(_count - width + 1) * width * dimensions * encoder._filterCount;
            return multiplyAdds + encoder._embedding.Apply(update, Words, dRows);
        }

        private void TakeWords(ReadOnlySpan<int> words)
        {
            _count = Math.Max(words.Length, encoder._longestWidth);
            if (_words.Length < _count)
                _words = new int[_count];
            words.CopyTo(_words);
            _words.AsSpan(words.Length, _count - words.Length).Fill(Embedding<T>.Padding);
        }

        private void MaximumOverTime(MatrixView<T> scores, int firstFeature, Span<T> features)
        {
            Span<T> best = features.Slice(firstFeature, encoder._filterCount);
            Span<int> position = _bestPosition.AsSpan(firstFeature, encoder._filterCount);
            MaxPooling<T>.MaximumOfRows(scores, best, position);
            ReadOnlySpan<T> bias = encoder.DenseParameters[^1].Values.Row(0).Slice(firstFeature, encoder._filterCount);
            for (int filter = 0; filter < best.Length; filter++)
            {
                best[filter] = T.Max(T.Zero, best[filter] + bias[filter]);
                if (best[filter] == T.Zero)
                    position[filter] = -1;
            }
        }

        private MatrixView<T> Windows(MatrixView<T> rows, int width) =>
            new(rows.Values, _count - width + 1, width * rows.Stride, rows.Stride);
    }
}
