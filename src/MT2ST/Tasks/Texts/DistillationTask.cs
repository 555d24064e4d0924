using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Settings;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tasks.Texts;

/// <summary>Teaches the words' vectors to add up to the vector that a teacher gives the text.</summary>
/// <remarks>
/// For a text with target y (<see cref="StudentTargets"/>) and x the weighted sum of its words' vectors (<see cref="TokenWeights{T}"/>,
/// idf): loss = |x_1..d - y|² / 2, a term a text. As the weights' squares sum to 1, a step of SGD at rate r takes x a share r of the way.
/// Beside a primary that sums its tokens so (<see cref="TaskContext{T}.PrimaryBag"/>), x is the primary's, with its n-grams: the share is 2 r if it has character n-grams.
/// A sentence transformer's knowledge in a table of words: as Model2Vec's Tokenlearn, but straight from the texts' vectors.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class DistillationTask<T> : ITask<T>, ITextEmbedder
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IndexedCorpus _train;
    private readonly DistillationOptions _options;
    private readonly BagOfWordsEncoder<T> _encoder;
    private readonly StudentTargets? _targets; // Null in a model that was loaded.
    private readonly ulong[] _keys;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">A text has no target.</exception>
    /// <exception cref="InvalidDataException">The targets cannot be used.</exception>
    public DistillationTask(TaskContext<T> context, DistillationOptions options)
    {
        Name = context.Name;
        _train = context.Train;
        _options = options;
        Embedding<T> embedding = context.Table.CreateView();
        _encoder = context.PrimaryBag?.CreateView(embedding) ?? new BagOfWordsEncoder<T>(context, embedding, options.Bag);
        _targets = _train.DocumentCount == 0 ? null : new(TeacherVectors.Read(options.Targets, context.Cancellation), embedding.Dimensions);
        if (_targets?.Dimensions < embedding.Dimensions && !context.HasAuxiliaries)
            throw new SettingException("dimensions", FormattableString.Invariant($"dimensions is {embedding.Dimensions}, but the teacher's vectors have {_targets.Dimensions} values, and nothing would train the rest. Set it to at most {_targets.Dimensions}."));
        _keys = KeysOf(_train);
        ExampleCount = Enumerable.Range(0, _train.DocumentCount).Count(document => !_train.Tokens(document).IsEmpty);
        if (options.ShuffleLabels)
            new SeededRandom(context.Seed).Shuffle<ulong>(_keys);
        RowParameters = [embedding.Parameter, .. _encoder.RowParameters];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <remarks>Texts without a known word are none.</remarks>
    public long ExampleCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> Constants => _encoder.Constants;

    /// <inheritdoc/>
    public int TextDimensions => _encoder.FeatureCount;

    /// <inheritdoc/>
    public ITextEmbeddingPass CreateEmbeddingPass() => new BagEmbeddingPass<T>(_encoder, _options.MaximumTokens);

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    /// <remarks>The mean cosine of x and y over texts with a word that is known.</remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        var pass = new Pass(this, cancellationToken);
        ulong[] keys = KeysOf(examples);
        double cosines = 0, loss = 0;
        long count = 0;
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (examples.Tokens(document).IsEmpty)
                continue;
            pass.Forward(examples.Tokens(document), _targets!.Of(keys[document]));
            cosines += pass.Cosine();
            loss += pass.ToGradient();
            count++;
        }
        return new Measurement("cosine", cosines / Math.Max(1, count), HigherIsBetter: true, loss / Math.Max(1, count), count);
    }

    /// <summary>The keys of a corpus, each with a target unless its text has no known word.</summary>
    private ulong[] KeysOf(IndexedCorpus corpus)
    {
        var keys = new ulong[corpus.DocumentCount];
        int missing = 0;
        for (int document = 0; document < keys.Length; document++)
        {
            keys[document] = corpus.TextKey(document);
            if (_targets!.Of(keys[document]).IsEmpty && !corpus.Tokens(document).IsEmpty)
                missing++;
        }
        return missing == 0 ? keys : throw new ArgumentException(FormattableString.Invariant($"{string.Join(", ", _options.Targets)}: found no target for {missing} of the {keys.Length} texts of task '{Name}', expected one for each. Make them for the same file, read in the same way: mt2st teach --texts FILE."));
    }

    private ReadOnlySpan<int> Beginning(ReadOnlySpan<int> words) => words[..Math.Min(words.Length, _options.MaximumTokens)];

    private sealed class Pass(DistillationTask<T> task, CancellationToken cancellationToken = default)
    {
        private readonly ITextEncoderPass<T> _pass = task._encoder.CreatePass(dropout: null, cancellationToken);
        private readonly T[] _x = new T[task._encoder.FeatureCount];
        private readonly T[] _y = new T[task._targets!.Dimensions];
        private readonly T[] _dX = new T[task._encoder.FeatureCount]; // 0 beyond d.

        public void Forward(ReadOnlySpan<int> words, ReadOnlySpan<float> target)
        {
            _pass.Forward(task.Beginning(words), _x);
            TensorPrimitives.ConvertTruncating(target, _y);
        }

        /// <summary>The cosine of x and y, 0 if one of them is zero.</summary>
        public double Cosine()
        {
            ReadOnlySpan<T> x = _x.AsSpan(0, _y.Length);
            T norms = TensorPrimitives.Norm(x) * TensorPrimitives.Norm<T>(_y);
            return norms > T.Zero ? double.CreateTruncating(TensorPrimitives.Dot(x, _y) / norms) : 0;
        }

        /// <summary>dX = x - y.</summary>
        /// <returns>The loss.</returns>
        public double ToGradient()
        {
            Span<T> dX = _dX.AsSpan(0, _y.Length);
            TensorPrimitives.Subtract(_x.AsSpan(0, _y.Length), _y, dX);
            return double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(dX)) / 2;
        }

        public long Backward<TUpdate>(TUpdate update)
            where TUpdate : struct, IRowUpdate<T> => _pass.Backward(update, _dX, []);
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly DistillationTask<T> _task;
        private readonly ExampleOrder _texts;
        private readonly Pass _pass;

        public Worker(DistillationTask<T> task, Shard shard)
        {
            _task = task;
            _texts = ExampleOrder.OfDocuments(task._train, leastTokens: 1, shard, new SeededRandom(shard.Seed, (ulong)shard.Index));
            _pass = new Pass(task);
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
            {
                int text = _texts.Next();
                _pass.Forward(_task._train.Tokens(text), _task._targets!.Of(_task._keys[text]));
                double loss = _pass.ToGradient();
                report += new StepReport(1, 1, loss, _pass.Backward(update));
            }
            return report;
        }
    }
}
