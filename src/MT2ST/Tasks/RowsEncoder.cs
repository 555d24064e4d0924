using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Pools the words' vectors and, where the options ask for them, those of the n-grams of words.</summary>
/// <remarks>
/// N-grams have rows of the task's own and take part as further tokens (Joulin et al. 2017, section 2.3). The rows start at
/// zero, so that an n-gram of which nothing was learnt says nothing.
/// </remarks>
internal sealed class RowsEncoder<T> : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _words;
    private readonly Embedding<T>? _ngrams;
    private readonly WordNgrams _buckets;
    private readonly BayesWeights<T>? _weights;
    private readonly IPooling<T> _pooling;

    /// <param name="name">The owning task's name.</param>
    /// <param name="words">The task's view of the table.</param>
    /// <param name="train">The training data.</param>
    /// <param name="wordCount">V; the unknown word's id.</param>
    /// <param name="options">The task's options.</param>
    public RowsEncoder(string name, Embedding<T> words, EncodedCorpus train, int wordCount, ClassificationOptions options)
    {
        _words = words;
        _pooling = BuiltInPoolings<T>.All[options.Pooling ?? ClassificationOptions.DefaultPooling].Factory(name, words.Dimensions);
        _buckets = new WordNgrams(options.WordNgrams, options.WordNgramBuckets, unknown: wordCount);
        if (_buckets.BucketCount > 0)
        {
            var rows = new RowMatrix<T>(_buckets.BucketCount, words.Dimensions);
            _ngrams = new Embedding<T>(new RowParameter<T>($"{name}/word-ngrams", rows, isShared: false));
        }
        if (options.BayesWeights)
            _weights = new BayesWeights<T>(name, train, _buckets, wordCount, options.MaximumTokens);
    }

    public int FeatureCount => _words.Dimensions;

    public IReadOnlyList<RowParameter<T>> RowParameters => _ngrams is null ? [] : [_ngrams.Parameter];

    public IReadOnlyList<DenseParameter<T>> DenseParameters => _pooling.DenseParameters;

    public IReadOnlyList<DenseParameter<T>> Constants => _weights is null ? [] : [_weights.Values];

    public ITextEncoderPass<T> CreatePass(SeededRandom? dropout) => new Pass(this);

    private sealed class Pass(RowsEncoder<T> encoder) : ITextEncoderPass<T>
    {
        private readonly IPoolingPass<T> _pooling = encoder._pooling.CreatePass();
        private readonly WeightedSum<T> _sum = new();
        private readonly Scratch<T> _rows = new();
        private readonly Scratch<T> _dRows = new();
        private readonly RowMatrix<T> _pooled = new(1, encoder.FeatureCount);
        private int[] _words = [];
        private int[] _ngrams = [];
        private int _wordCount;
        private int _ngramCount;
        private long _weighing;

        private ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

        private ReadOnlySpan<int> Ngrams => _ngrams.AsSpan(0, _ngramCount);

        private int Count => _wordCount + _ngramCount;

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            TakeTokens(words);
            MatrixView<T> rows = Rows(_rows);
            encoder._words.Gather(Words, rows.Rows(0, _wordCount));
            encoder._ngrams?.Gather(Ngrams, rows.Rows(_wordCount, _ngramCount));
            if (encoder._weights is { } weights)
            {
                _weighing = weights.Write(Words, Ngrams, _sum.Weights(Count)[0]);
                _sum.Forward(rows, _pooled);
            }
            else
                _pooling.Forward(rows, _pooled);
            _pooled.Row(0).CopyTo(features);
        }

        public long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixView<T> dRows = Rows(_dRows);
            dFeatures.CopyTo(_pooled.Values);
            long cost;
            if (encoder._weights is null)
                cost = _pooling.Backward(Rows(_rows), _pooled, dRows, gradients, encoder.FeatureCount);
            else
            {
                _sum.Backward(_pooled, dRows);
                cost = _weighing + (2L * Count * encoder.FeatureCount);
            }
            cost += encoder._words.Apply(update, Words, dRows.Rows(0, _wordCount));
            return cost + (encoder._ngrams?.Apply(update, Ngrams, dRows.Rows(_wordCount, _ngramCount)) ?? 0);
        }

        private void TakeTokens(ReadOnlySpan<int> words)
        {
            if (_words.Length < words.Length)
            {
                _words = new int[words.Length];
                _ngrams = new int[encoder._buckets.MaximumCount(words.Length)];
            }
            words.CopyTo(_words);
            _wordCount = words.Length;
            _ngramCount = encoder._buckets.Write(words, _ngrams);
        }

        private MatrixView<T> Rows(Scratch<T> scratch) => scratch.Take(Count, encoder._words.Stride);
    }
}
