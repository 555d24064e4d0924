using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks;

/// <summary>Pulls related words together and antonyms apart by a contrastive margin on cosines.</summary>
/// <remarks>
/// For a pair (a, b) and K random words n: loss = sum over n of max(0, margin - cos(a, b) + cos(a, n)) (Wieting et al. 2015,
/// equation 1, with one-sided negatives). For a pair labelled <c>antonym</c>: loss = max(0, cos(a, b)), the antonym repulsion of
/// Mrkšić et al. 2016 (counter-fitting, delta 1). The gradient of a cosine is d cos(a, b) / d a = (b^ - cos(a, b) a^) / |a|
/// with a^ = a / |a|. A document holds a word and its related words, as PPDB's lines do; an example is one of its pairs.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class RelationTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The label of pairs that are pushed apart.</summary>
    public const string AntonymLabel = "antonym";

    private readonly EncodedCorpus _train;
    private readonly RelationOptions _options;
    private readonly Embedding<T> _embedding;
    private readonly int _antonym;
    private readonly int[] _words;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">There is no pair, or an option is out of range.</exception>
    public RelationTask(TaskContext<T> context, RelationOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Name = context.Name;
        _options = options;
        _train = context.Train;
        _embedding = context.Table.CreateView();
        _antonym = context.Train.Labels?.IndexOf(AntonymLabel) ?? Vocabulary.Missing;
        ExampleCount = PairCount(_train);
        if (ExampleCount == 0)
            throw new ArgumentException($"Task '{Name}' has no pair of words.", nameof(context));
        var words = new SortedSet<int>();
        for (int document = 0; document < _train.DocumentCount; document++)
            foreach (int word in _train.Tokens(document))
                words.Add(word);
        _words = [.. words];
        RowParameters = [_embedding.Parameter];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, _train, shard);

    /// <inheritdoc/>
    /// <remarks>The mean loss of a pair over at most 100,000 pairs, with random words drawn from a fixed seed.</remarks>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        const long MostPairs = 100_000; // The mean's standard error is then 0.3 % of the losses' spread.
        cancellation.ThrowIfCancellationRequested();
        long count = PairCount(examples);
        if (count == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        StepReport report = new Worker(this, examples, Shard.Whole(seed: 1)).TrainBatch(default(DiscardUpdate<T>), (int)Math.Min(count, MostPairs));
        double loss = report.LossSum / report.TermCount;
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private static long PairCount(EncodedCorpus corpus)
    {
        long count = 0;
        for (int document = 0; document < corpus.DocumentCount; document++)
            count += Math.Max(0, corpus.Tokens(document).Length - 1);
        return count;
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly RelationTask<T> _task;
        private readonly EncodedCorpus _pairs;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _documents;
        private readonly WordBlock<T> _block;
        private int[] _words; // a, b and the random ones.
        private int[] _nextWords; // Of the pair to come, whose rows are on their way from memory.
        private bool _isAntonym;
        private bool _isNextAntonym;
        private bool _hasNext;
        private int _document = -1;
        private int _position;

        public Worker(RelationTask<T> task, EncodedCorpus pairs, Shard shard)
        {
            _task = task;
            _pairs = pairs;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _documents = ExampleOrder.OfDocuments(pairs, leastTokens: 2, shard, _random);
            _words = new int[2 + task._options.Negatives];
            _nextWords = new int[_words.Length];
            _block = WordBlock<T>.OfUnits(task._embedding, _words.Length);
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            for (int i = 0; i < exampleCount; i++)
            {
                TakePair();
                loss += StepPair(update, _words.AsSpan(0, _isAntonym ? 2 : _words.Length));
            }
            return new StepReport(exampleCount, exampleCount, loss, _block.TakeMultiplyAdds());
        }

        private void TakePair()
        {
            if (!_hasNext)
                DrawNext();
            (_words, _nextWords) = (_nextWords, _words);
            _isAntonym = _isNextAntonym;
            DrawNext();
        }

        private void DrawNext()
        {
            _hasNext = true;
            while (_document < 0 || _position >= _pairs.Tokens(_document).Length)
            {
                _document = _documents.Next();
                _position = 1;
            }
            ReadOnlySpan<int> words = _pairs.Tokens(_document);
            _nextWords[0] = words[0];
            _nextWords[1] = words[_position++];
            for (int k = 2; k < _nextWords.Length; k++)
                _nextWords[k] = _task._words[_random.NextInt32(_task._words.Length)];
            // A pair without a label has -1, as a missing antonym label has: it is no antonym.
            _isNextAntonym = _task._antonym >= 0 && _pairs.Label(_document) == _task._antonym;
            foreach (int word in _nextWords)
                _task._embedding.Prefetch(word);
        }

        /// <summary>One pair: row 0 is a, row 1 is b, the others are random words (none for an antonym).</summary>
        private double StepPair<TUpdate>(TUpdate update, ReadOnlySpan<int> words)
            where TUpdate : struct, IRowUpdate<T>
        {
            _block.Read(words);
            double loss = words.Length == 2 ? Repel() : Contrast();
            if (loss > 0)
                _block.Apply(update, words);
            return loss;
        }

        private double Repel()
        {
            T cosine = _block.Dot(_block[0], 1);
            if (cosine <= T.Zero)
                return 0;
            _block.AddPairGradient(0, 1, cosine, T.One);
            return double.CreateTruncating(cosine);
        }

        private double Contrast()
        {
            T related = _block.Dot(_block[0], 1);
            double loss = 0;
            int violations = 0;
            for (int k = 2; k < _words.Length; k++)
            {
                T random = _block.Dot(_block[0], k);
                double violation = _task._options.Margin - double.CreateTruncating(related) + double.CreateTruncating(random);
                if (violation <= 0)
                    continue;
                loss += violation;
                violations++;
                _block.AddPairGradient(0, k, random, T.One);
            }
            if (violations > 0)
                _block.AddPairGradient(0, 1, related, T.CreateTruncating(-violations));
            return loss;
        }
    }
}
