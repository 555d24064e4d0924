using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Labels each token of a sentence: an encoder's features, linear scores, then an output that makes tags of them.</summary>
/// <remarks>
/// An example is a sentence, a term of the loss a token. Encoders: <see cref="BuiltInTokenEncoders"/>; outputs: <see cref="BuiltInTagOutputs"/>.
/// Taggers of the same sentences may ride on one of them, their host, whose encoder then runs once for all. With w_k the weights
/// of the riders' losses, dH = dH_host + sum of w_k dH_k, then one backward pass: the gradient of Liu and Yu 2024, equation 9.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class TaggingTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EncodedCorpus _train;
    private readonly ITokenEncoder<T> _encoder;
    private readonly bool _readsFeatures;
    private readonly SoftmaxHead<T> _head;
    private readonly ITagOutput<T> _output;
    private readonly TagSpans? _spans;
    private readonly RareWordDropout _rareWords;
    private readonly TaggingTask<T>? _host;
    private readonly bool[] _isKnown; // Whether a word occurs in the training data.

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The data has no tags, or lacks the affix features that the options ask for.</exception>
    public TaggingTask(TaskContext<T> context, TaggingOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate([.. context.Encoders.Select(shared => shared.Options)]);
        _train = context.Train;
        if (!_train.HasTags)
            throw new ArgumentException($"Task '{context.Name}' needs a tag for each token.", nameof(context));
        Name = context.Name;
        _host = options.With is { } with ? FindHost(context, with) : null;
        SharedEncoder<T>? shared = context.Encoders.FirstOrDefault(shared => shared.Options.Name == options.Encoder);
        _readsFeatures = _host?._readsFeatures ?? (shared?.Options ?? options.OwnEncoder).Affixes;
        if (_host is null && _readsFeatures && _train.FeaturesPerToken != WordFeatures.Count)
            throw new ArgumentException($"Task '{context.Name}' needs data that was encoded with word features.", nameof(context));
        var random = new SeededRandom(context.Seed);
        _encoder = _host?._encoder ?? CreateEncoder(context, options, shared, random);
        _head = new SoftmaxHead<T>(Name, _train.TagSet!.Count, _encoder.Size, random);
        _output = BuiltInTagOutputs.All<T>()[options.Output].Factory(Name, _head.ClassCount);
        _spans = options.Spans == false ? null : TagSpans.Find(_train.TagSet);
        if (options.Spans == true && _spans is null)
            throw new ArgumentException($"Task '{Name}' is told to find spans, but its tags are not of the kinds O, B-X, I-X, E-X and S-X. Leave 'spans' out or name another column.", nameof(options));
        _rareWords = _host?._rareWords ?? new RareWordDropout(_train, context.Table.WordCount, options.UnknownDropout, context.Cancellation);
        _isKnown = KnownWords(_train, context.Table.WordCount, context.Cancellation);
        RowParameters = _encoder.RowParameters;
        IReadOnlyList<DenseParameter<T>> encoderParameters = _encoder.DenseParameters;
        DenseParameters = [_head.Weights, _head.Bias, .. _output.DenseParameters, .. _host is null ? encoderParameters : []];
        HostParameters = _host is null ? [] : encoderParameters;
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
    public string? Host => _host?.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> HostParameters { get; }

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => _host is null ? new Worker(this, shard) : new Rider(this);

    /// <inheritdoc/>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ITokenEncoderPass<T> pass = _encoder.CreatePass(dropout: null, cancellation);
        var head = new TagHeadPass<T>(_head, _output, cancellation);
        var score = new TagScore(_spans);
        int[] predicted = [];
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> words = examples.Tokens(document), tags = examples.Tags(document);
            if (words.IsEmpty)
                continue;
            if (predicted.Length < words.Length)
                predicted = new int[words.Length];
            Span<int> guesses = predicted.AsSpan(0, words.Length);
            MatrixView<T> scores = head.Scores(pass.Forward(words, Features(examples, document)));
            head.Output.Predict(scores, guesses);
            for (int i = 0; i < words.Length; i++)
                score.AddToken(tags[i], guesses[i], isUnknown: !_isKnown[words[i]]);
            score.AddSentence(tags, guesses, head.Output.Loss(scores, tags, gradients: []));
        }
        return score.Measure(lossWithoutData: Math.Log(_head.ClassCount));
    }

    private static ITokenEncoder<T> CreateEncoder(TaskContext<T> context, TaggingOptions options, SharedEncoder<T>? shared, SeededRandom random)
    {
        Embedding<T> words = context.Table.CreateView();
        return shared?.CreateView(words) ?? SharedEncoder<T>.Create(options.OwnEncoder, context.Name, words, context.Train.FeatureBucketCount, random);
    }

    private static TaggingTask<T> FindHost(TaskContext<T> context, string name)
    {
        if (context.Host is not TaggingTask<T> host || host.Name != name || host._host is not null)
            throw new ArgumentException($"Task '{context.Name}' rides with '{name}', which is no tagging task that runs its own encoder pass.", nameof(context));
        EncodedCorpus own = context.Train, expected = host._train;
        if (own.DocumentCount != expected.DocumentCount || own.TokenCount != expected.TokenCount)
            throw new ArgumentException($"Task '{context.Name}' has {own.DocumentCount} sentences with {own.TokenCount} tokens, expected the {expected.DocumentCount} with {expected.TokenCount} of '{name}', with which it rides. Give both the same files and limits.", nameof(context));
        for (int document = 0; document < own.DocumentCount; document++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (!own.Tokens(document).SequenceEqual(expected.Tokens(document)))
                throw new ArgumentException($"Task '{context.Name}' has other words in its sentence {document + 1} than '{name}', with which it rides. Give both the same files and limits.", nameof(context));
        }
        return host;
    }

    private static bool[] KnownWords(EncodedCorpus train, int wordCount, CancellationToken cancellation)
    {
        var isKnown = new bool[wordCount + 1];
        for (int document = 0; document < train.DocumentCount; document++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int word in train.Tokens(document))
                isKnown[word] = true;
        }
        isKnown[wordCount] = false; // Rare words of the training data may have been read as unknown.
        return isKnown;
    }

    private ReadOnlySpan<int> Features(EncodedCorpus corpus, int document) => _readsFeatures ? corpus.Features(document) : [];

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly TaggingTask<T> _task;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _sentences;
        private readonly ITokenEncoderPass<T> _pass;
        private readonly TagHeadPass<T> _head;
        private readonly Scratch<T> _dH = new();
        private readonly RowMatrix<T>[] _encoderGradients;
        private readonly List<Rider> _riders = []; // Of the next batch.
        private int[] _words = [];

        public Worker(TaggingTask<T> task, Shard shard)
        {
            _task = task;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _sentences = new ExampleOrder(task._train.DocumentCount, shard, _random);
            _pass = task._encoder.CreatePass(_random);
            _head = new TagHeadPass<T>(task._head, task._output);
            _encoderGradients = [.. task._encoder.DenseParameters.Select(parameter => parameter.LikeValues())];
            DenseGradients = [.. _head.Gradients, .. _encoderGradients];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

        public void Carry(ITaskWorker<T> rider, double weight)
        {
            if (rider is not Rider riding || riding.Host != _task)
                throw new ArgumentException($"The worker's task does not ride with '{_task.Name}'.", nameof(rider));
            riding.Weight = T.CreateTruncating(weight);
            _riders.Add(riding);
        }

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
                report += StepSentence(update, _sentences.Next());
            _riders.Clear();
            return report;
        }

        private StepReport StepSentence<TUpdate>(TUpdate update, int document)
            where TUpdate : struct, IRowUpdate<T>
        {
            ReadOnlySpan<int> tags = _task._train.Tags(document);
            if (tags.IsEmpty)
                return Skip();
            MatrixView<T> h = _pass.Forward(Words(document), _task.Features(_task._train, document));
            MatrixView<T> dH = _dH.Take(tags.Length, h.ColumnCount);
            dH.WithPadding().Clear();
            StepReport report = _head.Step(h, tags, T.One, dH);
            foreach (Rider rider in _riders)
                rider.Step(document, h, dH);
            return report with { MultiplyAdds = report.MultiplyAdds + _pass.Backward(update, dH, _encoderGradients) };
        }

        /// <summary>A sentence without words: an example without a loss, for riders too.</summary>
        private StepReport Skip()
        {
            foreach (Rider rider in _riders)
                rider.Skip();
            return new StepReport(1, 0, 0, 0);
        }

        private ReadOnlySpan<int> Words(int document)
        {
            ReadOnlySpan<int> words = _task._train.Tokens(document);
            if (_words.Length < words.Length)
                _words = new int[words.Length];
            _task._rareWords.Apply(words, _words.AsSpan(0, words.Length), _random);
            return _words.AsSpan(0, words.Length);
        }
    }

    /// <summary>The worker of a task that rides: a head that its host's worker shows the features of each sentence.</summary>
    private sealed class Rider(TaggingTask<T> task) : ITaskWorker<T>
    {
        private readonly TagHeadPass<T> _head = new(task._head, task._output);
        private StepReport _carried;

        public TaggingTask<T>? Host => task._host;

        public T Weight { get; set; }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => _head.Gradients;

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T> =>
            throw new NotSupportedException($"Task '{task.Name}' runs no batches: it rides with '{task.Host}'.");

        public StepReport TakeCarried()
        {
            StepReport carried = _carried;
            _carried = default;
            return carried;
        }

        /// <summary>Adds the gradients of a sentence to the head's and to dH.</summary>
        public void Step(int document, MatrixView<T> h, MatrixView<T> dH) => _carried += _head.Step(h, task._train.Tags(document), Weight, dH);

        public void Skip() => _carried += new StepReport(1, 0, 0, 0);
    }
}
