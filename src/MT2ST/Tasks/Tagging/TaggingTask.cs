using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Tagging;

/// <summary>Labels each token of a sentence: an encoder's features, linear scores, then an output that turns them into tags.</summary>
/// <remarks>
/// An example is a sentence, a term of the loss a token. Encoders: <see cref="BuiltInTokenEncoders"/>; outputs: <see cref="BuiltInTagDecoders"/>.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TaggingTask<T> : ITask<T>, ITokenTagger
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IndexedCorpus _train;
    private readonly ITokenEncoder<T> _encoder;
    private readonly bool _readsFeatures;
    private readonly SoftmaxHead<T> _head;
    private readonly ITagDecoder<T> _decoder;
    private readonly TagSpans? _spans;
    private readonly UnknownWordDropout _unknownWords;
    private readonly bool[] _isKnown; // Whether a word occurs in the training data.

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The data has no tags, or lacks the affix features that the options ask for.</exception>
    public TaggingTask(TaskContext<T> context, TaggingOptions options)
    {
        _train = context.Train;
        if (!_train.HasTags)
            throw new ArgumentException($"Task '{context.Name}' needs a tag for each token.", nameof(context));
        options = (TaggingOptions)options.DecideBy(_train, context.HasAuxiliaries);
        SharedEncoder<T>? shared = context.Encoders.FirstOrDefault(shared => shared.Options.Name == options.Encoder);
        _readsFeatures = (shared?.Options ?? options.OwnEncoder).Affixes;
        if (_readsFeatures && _train.FeaturesPerToken != WordFeatures.Count)
            throw new ArgumentException($"Task '{context.Name}' needs data that was indexed with word features.", nameof(context));
        Name = context.Name;
        var random = new SeededRandom(context.Seed);
        Embedding<T> words = context.Table.CreateView();
        _encoder = shared?.CreateView(words) ?? SharedEncoder<T>.Create(options.OwnEncoder, Name, words, _train.FeatureBucketCount, random);
        _head = new SoftmaxHead<T>(Name, _train.TagSet!.Count, _encoder.Size, random);
        _decoder = BuiltInTagDecoders.All<T>()[options.Output!].Factory(Name, _head.ClassCount);
        _spans = options.FindSpans(_train);
        if (options.Spans == true && _spans is null)
            throw new ArgumentException($"Task '{Name}' should find spans, but its tags are not of the kinds O, B-X, I-X, E-X and S-X. Leave 'spans' out or name another column.", nameof(options));
        if (_spans?.HasBroken(_train, context.Cancellation) == false)
            RuleOutBrokenSpans(_spans);
        _unknownWords = new UnknownWordDropout(_train, context.Table.WordCount, options.UnknownDropout, context.Cancellation);
        _isKnown = KnownWords(_train, context.Table.WordCount, context.Cancellation);
        RowParameters = _encoder.RowParameters;
        DenseParameters = [_head.Weights, _head.Bias, .. _decoder.DenseParameters, .. _encoder.DenseParameters];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _train.DocumentCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    public ITagPredictor CreatePredictor() => new Predictor(this);

    /// <inheritdoc/>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        ITokenEncoderPass<T> pass = _encoder.CreatePass(dropout: null, cancellationToken);
        ITagDecoderPass<T> output = _decoder.CreatePass(cancellationToken);
        var logits = new Scratch<T>();
        var score = new TagScore(_spans?.With(examples.UnknownTags)); // A span of a type that training lacks is one that the tagger misses.
        int[] predicted = [];
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> words = examples.Tokens(document), tags = examples.Tags(document);
            if (words.IsEmpty)
                continue;
            if (predicted.Length < words.Length)
                predicted = new int[words.Length];
            Span<int> guesses = predicted.AsSpan(0, words.Length);
            MatrixView<T> scores = Logits(pass.Forward(words, Features(examples, document)), logits);
            output.Predict(scores, guesses);
            for (int i = 0; i < words.Length; i++)
                score.AddToken(tags[i], guesses[i], isUnknown: !_isKnown[words[i]]);
            double loss = output.Loss(scores, tags, gradients: []);
            if (examples.UnknownTags.Count > 0)
                tags = (int[])[.. tags.ToArray().Select(tag => tag < 0 ? _head.ClassCount + TagLookup.PlaceOf(tag) : tag)];
            score.AddSentence(tags, guesses, loss);
        }
        return score.Measure(lossWithoutData: Math.Log(_head.ClassCount));
    }

    // Where no span of the training data begins with I, none should in a prediction.
    private void RuleOutBrokenSpans(TagSpans spans)
    {
        for (int after = 0; after < _head.ClassCount; after++)
            for (int before = -1; before < _head.ClassCount; before++)
                if (spans.IsBroken(before, after))
                    _decoder.RuleOut(before, after);
    }

    private static bool[] KnownWords(IndexedCorpus train, int wordCount, CancellationToken cancellationToken)
    {
        var isKnown = new bool[wordCount + 1];
        for (int document = 0; document < train.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int word in train.Tokens(document))
                isKnown[word] = true;
        }
        isKnown[wordCount] = false; // Rare words of the training data may have been read as unknown.
        return isKnown;
    }

    private ReadOnlySpan<int> Features(IndexedCorpus corpus, int document) => _readsFeatures ? corpus.Features(document) : [];

    private MatrixView<T> Logits(MatrixView<T> h, Scratch<T> scratch)
    {
        MatrixView<T> logits = scratch.Take(h.RowCount, _head.ClassCount);
        _head.Scores(h.WithPadding(), logits);
        return logits;
    }

    private sealed class Predictor(TaggingTask<T> task) : ITagPredictor
    {
        private readonly ITokenEncoderPass<T> _pass = task._encoder.CreatePass(dropout: null);
        private readonly ITagDecoderPass<T> _output = task._decoder.CreatePass();
        private readonly Scratch<T> _logits = new();

        public void Predict(ReadOnlySpan<int> words, ReadOnlySpan<int> features, Span<int> tags) =>
            _output.Predict(task.Logits(_pass.Forward(words, task._readsFeatures ? features : []), _logits), tags);
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly TaggingTask<T> _task;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _sentences;
        private readonly ITokenEncoderPass<T> _pass;
        private readonly ITagDecoderPass<T> _decoder;
        private readonly Scratch<T> _logits = new();
        private readonly Scratch<T> _dH = new();
        private readonly RowMatrix<T>[] _gradients; // Of the head's two, the output's, and from _encoderStart on the encoder's parameters.
        private readonly int _encoderStart;
        private int[] _words = [];

        public Worker(TaggingTask<T> task, Shard shard)
        {
            _task = task;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _sentences = new ExampleOrder(task._train.DocumentCount, shard, _random);
            _pass = task._encoder.CreatePass(_random);
            _decoder = task._decoder.CreatePass();
            _encoderStart = 2 + task._decoder.DenseParameters.Count;
            _gradients = [.. task.DenseParameters.Select(parameter => parameter.LikeValues())];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => _gradients;

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
                report += StepSentence(update, _sentences.Next());
            return report;
        }

        private StepReport StepSentence<TUpdate>(TUpdate update, int document)
            where TUpdate : struct, IRowUpdate<T>
        {
            IndexedCorpus train = _task._train;
            int count = train.Tokens(document).Length;
            if (count == 0)
                return new StepReport(1, 0, 0, 0);
            MatrixView<T> h = _pass.Forward(Words(document), _task.Features(train, document));
            MatrixView<T> g = _task.Logits(h, _logits);
            double loss = _decoder.Loss(g, train.Tags(document), _gradients.AsSpan(2.._encoderStart));
            MatrixView<T> dH = _dH.Take(count, h.ColumnCount);
            dH.WithPadding().Clear();
            _task._head.Backward(g, h.WithPadding(), dH.WithPadding(), _gradients[0], _gradients[1]);
            long multiplyAdds = _decoder.MultiplyAdds + _task._head.MultiplyAdds(count) + _pass.Backward(update, dH, _gradients.AsSpan(_encoderStart));
            return new StepReport(1, count, loss, multiplyAdds);
        }

        private ReadOnlySpan<int> Words(int document)
        {
            ReadOnlySpan<int> words = _task._train.Tokens(document);
            if (_words.Length < words.Length)
                _words = new int[words.Length];
            _task._unknownWords.Apply(words, _words.AsSpan(0, words.Length), _random);
            return _words.AsSpan(0, words.Length);
        }
    }
}
