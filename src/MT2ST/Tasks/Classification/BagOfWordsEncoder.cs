using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Pools the words' vectors and, if the options ask for them, those of the n-grams of words and of characters.</summary>
/// <remarks>
/// N-grams have rows of the task's own and count as further tokens (Joulin et al. 2017, section 2.3). The rows start at
/// zero, so that an untrained n-gram has no effect.
/// </remarks>
internal sealed class BagOfWordsEncoder<T> : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _words;
    private readonly Embedding<T>? _ngrams;
    private readonly Embedding<T>? _characters;
    private readonly WordNgrams _ngramBuckets;
    private readonly WordCharacters? _charactersOfWords;
    private readonly int _wordCount;
    private readonly bool _isWeighted;
    private readonly TokenWeights<T>? _weights;
    private readonly IPooling<T> _pooling;

    /// <param name="context">What the task is built from.</param>
    /// <param name="words">The task's view of the table.</param>
    /// <param name="options">How texts become vectors.</param>
    public BagOfWordsEncoder(TaskContext<T> context, Embedding<T> words, BagOfWordsOptions options)
    {
        string name = context.Name;
        int wordCount = _wordCount = context.Table.WordCount;
        bool isWeighted = _isWeighted = options.TokenWeights is TokenWeighting.Idf or TokenWeighting.Bayes;
        _words = words;
        _pooling = BuiltInPoolings.All<T>()[options.Pooling].Factory(name, words.Dimensions);
        var ngrams = new WordNgrams(options.WordNgrams, options.WordNgramBuckets, unknown: wordCount);
        WordCharacters? characters = options.CharacterNgrams > 1 ? new WordCharacters(context.Train.Words, options.CharacterNgrams) : null;
        (_ngramBuckets, _charactersOfWords) = (ngrams, characters);
        _ngrams = Rows("word-ngrams", ngrams.BucketCount);
        _characters = Rows("character-ngrams", characters?.Count ?? 0);
        if (isWeighted)
            _weights = new TokenWeights<T>(name, options.TokenWeights, context.Train, context.TaughtTexts, CreateTokens(CreateDistinctTokens()), TextTokens.TokenCount(ngrams, characters, wordCount), context.HasAuxiliaries ? wordCount : 0, options.MaximumTokens, context.Cancellation);

        Embedding<T>? Rows(string ofWhat, int count) =>
            count == 0 ? null : new Embedding<T>(new RowParameter<T>($"{name}/{ofWhat}", new RowMatrix<T>(count, words.Dimensions), isShared: false));
    }

    private BagOfWordsEncoder(BagOfWordsEncoder<T> encoder, Embedding<T> words)
    {
        (_words, _ngrams, _characters) = (words, View(encoder._ngrams), View(encoder._characters));
        (_ngramBuckets, _charactersOfWords, _wordCount) = (encoder._ngramBuckets, encoder._charactersOfWords, encoder._wordCount);
        (_isWeighted, _weights, _pooling) = (encoder._isWeighted, encoder._weights, encoder._pooling);

        static Embedding<T>? View(Embedding<T>? rows) => rows is null ? null : new Embedding<T>(rows.Parameter.CreateView());
    }

    /// <summary>The same encoder for one more task: the rows and weights are shared, the optimizer's sums are not.</summary>
    /// <param name="words">That task's view of the table.</param>
    public BagOfWordsEncoder<T> CreateView(Embedding<T> words) => new(this, words);

    /// <summary>Whether tokens weigh by how many texts have them, whatever the texts' labels.</summary>
    public bool WeighsByIdf => _weights is { Weighting: TokenWeighting.Idf };

    public int FeatureCount => _words.Dimensions;

    public IReadOnlyList<RowParameter<T>> RowParameters => [.. new[] { _ngrams, _characters }.OfType<Embedding<T>>().Select(rows => rows.Parameter)];

    public IReadOnlyList<DenseParameter<T>> DenseParameters => _pooling.DenseParameters;

    public IReadOnlyList<DenseParameter<T>> Constants => _weights is null ? [] : [_weights.Values];

    public ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default) => CreatePass(CreateDistinctTokens());

    /// <summary>Makes a pass that shares with others of its thread what tells tokens apart, which is as large as the vocabulary.</summary>
    /// <param name="distinct">What <see cref="CreateDistinctTokens"/> made.</param>
    public ITextEncoderPass<T> CreatePass(DistinctTokens? distinct) => new Pass(this, distinct);

    /// <summary>Makes what tells a thread's tokens apart; null if they need not be.</summary>
    public DistinctTokens? CreateDistinctTokens() => _isWeighted ? new DistinctTokens(TextTokens.TokenCount(_ngramBuckets, _charactersOfWords, _wordCount)) : null;

    private TextTokens CreateTokens(DistinctTokens? distinct) => new(_ngramBuckets, _charactersOfWords, _wordCount, distinct);

    /// <summary>What each token of a text adds to the product of its features with a vector.</summary>
    /// <remarks>A character n-gram's part belongs to the words that have it, by how often each has it.</remarks>
    /// <param name="words">The text's words, at least one.</param>
    /// <param name="direction">The vector, <c>[k]</c>.</param>
    /// <returns>The shares of words and their n-grams, whose sum is the product; null if the pooling is no sum over tokens.</returns>
    public List<TokenShare>? Shares(ReadOnlySpan<int> words, ReadOnlySpan<T> direction)
    {
        if (_weights is null && _pooling is not MeanPooling<T>)
            return null;
        TextTokens tokens = CreateTokens(CreateDistinctTokens());
        tokens.Take(words);
        var weights = new T[tokens.Count];
        if (_weights is null)
            weights.AsSpan().Fill(T.One / T.CreateTruncating(Math.Max(1, tokens.Count)));
        else
            _weights.Write(tokens, weights);
        List<(int First, int Last)> places = TextTokens.Places(words, _ngramBuckets, areDistinct: _weights is not null);
        List<TokenShare> shares = [];
        for (int i = 0; i < places.Count; i++)
        {
            double product = i < tokens.Words.Length ? Product(_words, tokens.Words[i], direction) : Product(_ngrams!, tokens.Ngrams[i - tokens.Words.Length], direction);
            shares.Add(new TokenShare(places[i].First, places[i].Last, double.CreateTruncating(weights[i]) * product));
        }
        if (_charactersOfWords is not null)
            AddCharacters(_charactersOfWords, tokens, weights, direction, shares);
        return shares;
    }

    private void AddCharacters(WordCharacters characters, TextTokens tokens, T[] weights, ReadOnlySpan<T> direction, List<TokenShare> shares)
    {
        int first = tokens.Words.Length + tokens.Ngrams.Length;
        Dictionary<int, double> perOccurrence = [];
        for (int i = 0; i < tokens.Characters.Length; i++)
            perOccurrence.Add(tokens.Characters[i], double.CreateTruncating(weights[first + i]) * Product(_characters!, tokens.Characters[i], direction) / tokens.Occurrences(first + i));
        for (int word = 0; word < tokens.Words.Length; word++)
            foreach (int ngram in characters.Of(tokens.Words[word]))
                shares[word] = shares[word] with { Value = shares[word].Value + (tokens.Occurrences(word) * perOccurrence[ngram]) };
    }

    private static double Product(Embedding<T> vectors, int row, ReadOnlySpan<T> direction)
    {
        var x = new RowMatrix<T>(1, vectors.Dimensions);
        vectors.Gather([row], x);
        return double.CreateTruncating(TensorPrimitives.Dot(x.Row(0), direction));
    }

    private sealed class Pass(BagOfWordsEncoder<T> encoder, DistinctTokens? distinct) : ITextEncoderPass<T>
    {
        private readonly IPoolingPass<T> _pooling = encoder._pooling.CreatePass();
        private readonly WeightedSum<T> _sum = new();
        private readonly Scratch<T> _rows = new();
        private readonly Scratch<T> _dRows = new();
        private readonly RowMatrix<T> _pooled = new(1, encoder.FeatureCount);
        private readonly TextTokens _tokens = encoder.CreateTokens(distinct);
        private long _weighing;

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            _tokens.Take(words);
            MatrixView<T> rows = Rows(_rows);
            encoder._words.Gather(_tokens.Words, OfWords(rows));
            encoder._ngrams?.Gather(_tokens.Ngrams, OfNgrams(rows));
            encoder._characters?.Gather(_tokens.Characters, OfCharacters(rows));
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
            cost += encoder._ngrams?.Apply(update, _tokens.Ngrams, OfNgrams(dRows)) ?? 0;
            return cost + (encoder._characters?.Apply(update, _tokens.Characters, OfCharacters(dRows)) ?? 0);
        }

        private MatrixView<T> Rows(Scratch<T> scratch) => scratch.Take(_tokens.Count, encoder._words.Stride);

        private MatrixView<T> OfWords(MatrixView<T> rows) => rows.Rows(0, _tokens.Words.Length);

        private MatrixView<T> OfNgrams(MatrixView<T> rows) => rows.Rows(_tokens.Words.Length, _tokens.Ngrams.Length);

        private MatrixView<T> OfCharacters(MatrixView<T> rows) => rows.Rows(_tokens.Words.Length + _tokens.Ngrams.Length, _tokens.Characters.Length);
    }
}

/// <summary>A token's share of a score.</summary>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word; the same for a single word.</param>
/// <param name="Value">What it adds.</param>
internal readonly record struct TokenShare(int First, int Last, double Value);
