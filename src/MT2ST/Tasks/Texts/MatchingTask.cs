using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Settings;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tasks.Texts;

/// <summary>Brings the vectors of texts that belong together near to each other, such as a question and its answer.</summary>
/// <remarks>
/// A text's vector is the weighted sum of its words' vectors (<see cref="TokenWeights{T}"/>, idf). Pairs without scores are told from
/// the other pairs of their batch (<see cref="InBatchLoss{T}"/>); a third text is one more wrong candidate for the whole batch. With
/// scores s, loss = (cos(a, b) - (s - lowest) / (highest - lowest))² for each pair, as in <see cref="Lexical.SimilarityTask{T}"/>.
/// An example is a pair whose texts both have a known word. A batch of one pair without a score teaches nothing.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class MatchingTask<T> : ITask<T>, ITextEmbedder
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MeasuredTogether = 1000;

    private readonly IndexedCorpus _train;
    private readonly MatchingOptions _options;
    private readonly BagOfWordsEncoder<T> _encoder;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly int[]? _partners; // Of each pair the one whose second text it gets; null for its own.

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">There is no pair, all scores are equal, or one is not a number.</exception>
    public MatchingTask(TaskContext<T> context, MatchingOptions options)
    {
        Name = context.Name;
        _train = context.Train;
        _options = options;
        Embedding<T> embedding = context.Table.CreateView();
        _encoder = new BagOfWordsEncoder<T>(context, embedding, MatchingOptions.Bag);
        RowParameters = [embedding.Parameter, .. _encoder.RowParameters];
        if (_train.DocumentCount == 0)
            return; // A model that was loaded.
        ExampleCount = Enumerable.Range(0, _train.DocumentCount).Count(document => IsPair(_train, document));
        if (ExampleCount == 0)
            throw new ArgumentException($"Task '{Name}': found no two texts that belong together, each with a known word, expected one pair at least. Name their columns by textColumn, such as question,answer, or set pairs.", nameof(context));
        if (options.ShuffleLabels)
            _partners = Shuffled(context.Seed);
        if (!_train.HasLabels)
        {
            CheckPairsAlone();
            return;
        }
        if (options.Temperature != new MatchingOptions().Temperature)
            throw Unused("temperature", options.Temperature, "the pairs have scores, which they learn instead of telling each other apart");
        double[] scores = Scores.Of(_train);
        _lowest = options.LowestScore ?? scores.Min();
        _highest = options.HighestScore ?? scores.Max();
        if (!(_highest > _lowest))
            throw new ArgumentException(FormattableString.Invariant($"Task '{Name}': the scale of scores goes from {_lowest} to {_highest}, expected different ones. Set lowestScore and highestScore, or labelColumn to {Corpora.CorpusOptions.NoColumn} if the column holds no scores."), nameof(context));
    }

    /// <summary>Refuses what has no effect on pairs without scores.</summary>
    private void CheckPairsAlone()
    {
        if (_options.LowestScore is { } lowest)
            throw Unused("lowestScore", lowest, "the pairs have no scores");
        if (_options.HighestScore is { } highest)
            throw Unused("highestScore", highest, "the pairs have no scores");
        if (_options.Batch == 1)
            throw Unused("batch", 1, "a pair without a score learns from the other pairs of its batch");
        if (ExampleCount == 1)
            throw new ArgumentException($"Task '{Name}': found one pair, expected two at least: without a score a pair learns from others.");
    }

    private SettingException Unused(string setting, double value, string reason) =>
        new($"{_options.Path}.{setting}", FormattableString.Invariant($"{_options.Path}.{setting} is {value}, but {reason}. Leave it out."));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
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
    /// <remarks>
    /// Spearman's rank correlation of cosines and scores, 0 if it is not defined. Without scores the mean reciprocal rank of the second
    /// text among those of up to 1,000 pairs.
    /// </remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        int[] pairs = [.. Enumerable.Range(0, examples.DocumentCount).Where(document => IsPair(examples, document))];
        double[] scores = examples.HasLabels ? Scores.Of(examples) : [];
        var batch = new PairBatch<T>(_encoder, examples, _options);
        List<double> cosines = [];
        double loss = 0, reciprocalRanks = 0;
        foreach (int[] block in pairs.Chunk(MeasuredTogether))
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Forward(block);
            for (int i = 0; i < block.Length; i++)
                cosines.Add(batch.Cosine(i));
            reciprocalRanks += scores.Length > 0 ? 0 : batch.ReciprocalRanks();
            loss += scores.Length > 0 ? 0 : batch.ToGradientInBatch();
        }
        if (scores.Length == 0)
            return new Measurement("mrr", reciprocalRanks / Math.Max(1, pairs.Length), HigherIsBetter: true, loss / Math.Max(1, pairs.Length), pairs.Length);
        double[] judged = [.. pairs.Select(document => scores[examples.Label(document)])];
        loss = cosines.Zip(judged, (cosine, score) => Math.Pow(cosine - Target(score), 2)).Sum();
        double spearman = SpearmanCorrelation.Of([.. cosines], judged);
        return new Measurement("spearman", double.IsNaN(spearman) ? 0 : spearman, HigherIsBetter: true, loss / Math.Max(1, pairs.Length), pairs.Length);
    }

    private static bool IsPair(IndexedCorpus corpus, int document) =>
        !corpus.Text(document, 0).IsEmpty && !corpus.Text(document, 1).IsEmpty && (!corpus.HasLabels || corpus.Label(document) >= 0);

    private int[] Shuffled(ulong seed)
    {
        int[] pairs = [.. Enumerable.Range(0, _train.DocumentCount).Where(document => IsPair(_train, document))];
        int[] others = [.. pairs];
        new SeededRandom(seed).Shuffle<int>(others);
        var partners = new int[_train.DocumentCount];
        for (int i = 0; i < pairs.Length; i++)
            partners[pairs[i]] = others[i];
        return partners;
    }

    private double Target(double score) => (score - _lowest) / (_highest - _lowest);

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly ExampleOrder _pairs;
        private readonly PairBatch<T> _batch;
        private readonly IndexedCorpus _train;
        private readonly double[] _targets; // By label; empty without scores.
        private int[] _drawn = [];

        public Worker(MatchingTask<T> task, Shard shard)
        {
            _train = task._train;
            _pairs = ExampleOrder.OfDocuments(_train, document => IsPair(_train, document), "pairs of texts", shard, new SeededRandom(shard.Seed, (ulong)shard.Index));
            _batch = new PairBatch<T>(task._encoder, _train, task._options) { Partners = task._partners };
            _targets = _train.HasLabels ? [.. Scores.Of(_train).Select(task.Target)] : [];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            if (exampleCount == 0)
                return default;
            if (_drawn.Length < exampleCount)
                _drawn = new int[exampleCount];
            Span<int> pairs = _drawn.AsSpan(0, exampleCount);
            for (int i = 0; i < pairs.Length; i++)
                pairs[i] = _pairs.Next();
            _batch.Forward(pairs);
            double loss = 0;
            if (_targets.Length == 0)
                loss = _batch.ToGradientInBatch();
            else
            {
                for (int i = 0; i < pairs.Length; i++)
                    loss += _batch.ToGradient(i, _targets[_train.Label(pairs[i])]);
            }
            return new StepReport(exampleCount, exampleCount, loss, _batch.Backward(update));
        }
    }
}
