using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Pools the words' vectors and, if the options ask for them, those of the n-grams of words.</summary>
/// <remarks>
/// N-grams have rows of the task's own and count as further tokens (Joulin et al. 2017, section 2.3). The rows start at
/// zero, so that an untrained n-gram has no effect.
/// </remarks>
internal sealed class BagOfWordsEncoder<T> : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _words;
    private readonly Embedding<T>? _ngrams;
    private readonly WordNgrams _ngramBuckets;
    private readonly int _wordCount;
    private readonly bool _distinct;
    private readonly Func<TextTokens> _createTokens;
    private readonly BayesWeights<T>? _weights;
    private readonly IPooling<T> _pooling;

    /// <param name="name">The owning task's name.</param>
    /// <param name="words">The task's view of the table.</param>
    /// <param name="train">The training data.</param>
    /// <param name="wordCount">V; the unknown word's id.</param>
    /// <param name="options">The task's options.</param>
    /// <param name="cancellationToken">Ends the counting of the training data.</param>
    public BagOfWordsEncoder(string name, Embedding<T> words, IndexedCorpus train, int wordCount, ClassificationOptions options, CancellationToken cancellationToken)
    {
        _words = words;
        _pooling = BuiltInPoolings.All<T>()[options.Pooling ?? BuiltInPoolings.Mean].Factory(name, words.Dimensions);
        var ngrams = new WordNgrams(options.WordNgrams, options.WordNgramBuckets, unknown: wordCount);
        (_ngramBuckets, _wordCount, _distinct) = (ngrams, wordCount, options.Distinct);
        _createTokens = () => new TextTokens(ngrams, wordCount, options.Distinct);
        if (ngrams.BucketCount > 0)
        {
            var rows = new RowMatrix<T>(ngrams.BucketCount, words.Dimensions);
            _ngrams = new Embedding<T>(new RowParameter<T>($"{name}/word-ngrams", rows, isShared: false));
        }
        if (options.BayesWeights)
            _weights = new BayesWeights<T>(name, train, _createTokens(), wordCount + 1 + ngrams.BucketCount, options.MaximumTokens, cancellationToken);
    }

    public int FeatureCount => _words.Dimensions;

    public IReadOnlyList<RowParameter<T>> RowParameters => _ngrams is null ? [] : [_ngrams.Parameter];

    public IReadOnlyList<DenseParameter<T>> DenseParameters => _pooling.DenseParameters;

    public IReadOnlyList<DenseParameter<T>> Constants => _weights is null ? [] : [_weights.Values];

    public ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default) => new Pass(this);

    /// <summary>What each token of a text adds to the product of its features with a vector.</summary>
    /// <param name="words">The text's words, at least one.</param>
    /// <param name="direction">The vector, <c>[k]</c>.</param>
    /// <returns>The tokens' shares, whose sum is the product; null if the pooling is no sum over tokens.</returns>
    public List<TokenShare>? Shares(ReadOnlySpan<int> words, ReadOnlySpan<T> direction)
    {
        if (_weights is null && _pooling is not MeanPooling<T>)
            return null;
        List<TokenShare> shares = [];
        var ngrams = new int[_ngramBuckets.MaximumCount(words.Length)];
        var places = new (int First, int Last)[ngrams.Length];
        int ngramCount = _ngramBuckets.Write(words, ngrams, places);
        HashSet<int> seen = [];
        for (int i = 0; i < words.Length; i++)
            if (!_distinct || seen.Add(words[i]))
                shares.Add(new TokenShare(i, i, Weight(words[i]), Product(_words, words[i], direction)));
        for (int i = 0; i < ngramCount; i++)
            if (!_distinct || seen.Add(_wordCount + 1 + ngrams[i]))
                shares.Add(new TokenShare(places[i].First, places[i].Last, Weight(_wordCount + 1 + ngrams[i]), Product(_ngrams!, ngrams[i], direction)));
        double squares = shares.Sum(share => share.Weight * share.Weight);
        double scale = _weights is null ? 1.0 / shares.Count : squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        return [.. shares.Select(share => share with { Value = share.Weight * scale * share.Value })];
    }

    private double Weight(int token) => _weights is null ? 1 : double.CreateTruncating(_weights.Values.Values.Row(0)[token]);

    private static double Product(Embedding<T> vectors, int row, ReadOnlySpan<T> direction)
    {
        var x = new RowMatrix<T>(1, vectors.Dimensions);
        vectors.Gather([row], x);
        return double.CreateTruncating(TensorPrimitives.Dot(x.Row(0), direction));
    }

    private sealed class Pass(BagOfWordsEncoder<T> encoder) : ITextEncoderPass<T>
    {
        private readonly IPoolingPass<T> _pooling = encoder._pooling.CreatePass();
        private readonly WeightedSum<T> _sum = new();
        private readonly Scratch<T> _rows = new();
        private readonly Scratch<T> _dRows = new();
        private readonly RowMatrix<T> _pooled = new(1, encoder.FeatureCount);
        private readonly TextTokens _tokens = encoder._createTokens();
        private long _weighing;

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            _tokens.Take(words);
            MatrixView<T> rows = Rows(_rows);
            encoder._words.Gather(_tokens.Words, OfWords(rows));
            encoder._ngrams?.Gather(_tokens.Ngrams, OfNgrams(rows));
            if (encoder._weights is { } weights)
            {
                _weighing = weights.Write(_tokens, _sum.Weights(_tokens.Count)[0]);
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
                cost = _weighing + (2L * _tokens.Count * encoder.FeatureCount);
            }
            cost += encoder._words.Apply(update, _tokens.Words, OfWords(dRows));
            return cost + (encoder._ngrams?.Apply(update, _tokens.Ngrams, OfNgrams(dRows)) ?? 0);
        }

        private MatrixView<T> Rows(Scratch<T> scratch) => scratch.Take(_tokens.Count, encoder._words.Stride);

        private MatrixView<T> OfWords(MatrixView<T> rows) => rows.Rows(0, _tokens.Words.Length);

        private MatrixView<T> OfNgrams(MatrixView<T> rows) => rows.Rows(_tokens.Words.Length, _tokens.Ngrams.Length);
    }
}

/// <summary>A token's share of a score.</summary>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word; the same for a single word.</param>
/// <param name="Weight">Its weight in the text.</param>
/// <param name="Value">What it adds.</param>
internal readonly record struct TokenShare(int First, int Last, double Weight, double Value);
