using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Lexical;

/// <summary>Pulls related words together and antonyms apart by a contrastive margin on cosines.</summary>
/// <remarks>
/// For a pair (a, b) and K random words n: loss = sum over n of max(0, margin - cos(a, b) + cos(a, n)) (Wieting et al. 2015,
/// equation 1, with one-sided negatives). For a pair labelled <c>antonym</c>: loss = max(0, cos(a, b)), the antonym repulsion of
/// Mrkšić et al. 2016 (counter-fitting, delta 1). The gradient of a cosine is d cos(a, b) / d a = (b^ - cos(a, b) a^) / |a|
/// with a^ = a / |a|. Up to 16 pairs of a line share their random words and are one step (ours: a row fetched from memory then
/// serves all of them). The random words are drawn from the preceding lines, whose rows are still in the cache (ours; Wieting et
/// al. take the most similar word of the batch). A document holds a word and its related words, like PPDB's lines; an example is one of its pairs.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class RelationTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The label of pairs that are pushed apart.</summary>
    public const string AntonymLabel = "antonym";

    private const int MostPairs = 16; // With the same random words: 97 % of PPDB's lines have no more, and a step's rows stay in the first cache.

    private const int RecentWords = 256; // Whose rows stay in the second cache (256 rows of D 100 are 115 kB with their padding).

    private readonly IndexedCorpus _train;
    private readonly RelationOptions _options;
    private readonly Embedding<T> _embedding;
    private readonly int _antonym;
    private readonly int[] _words;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">There is no pair.</exception>
    public RelationTask(TaskContext<T> context, RelationOptions options)
    {
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
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (int word in _train.Tokens(document))
                words.Add(word);
        }
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
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        const long MostMeasured = 100_000; // The mean's standard error is then 0.3 % of the losses' spread.
        cancellationToken.ThrowIfCancellationRequested();
        long count = PairCount(examples);
        if (count == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        StepReport report = new Worker(this, examples, Shard.Whole(seed: 1), cancellationToken).TrainBatch(default(DiscardUpdate<T>), (int)Math.Min(count, MostMeasured));
        double loss = report.LossSum / report.TermCount;
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private static long PairCount(IndexedCorpus corpus) =>
        Enumerable.Range(0, corpus.DocumentCount).Sum(document => Math.Max(0L, corpus.Tokens(document).Length - 1));

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly RelationTask<T> _task;
        private readonly IndexedCorpus _pairs;
        private readonly CancellationToken _cancellation; // Of an evaluation, which is one batch; none in training, whose steps are whole.
        private readonly SeededRandom _random;
        private readonly ExampleOrder _documents;
        private readonly CenterCosines<T> _center;
        private readonly int[] _words; // a, the related words of a step and the random ones.
        private readonly T[] _weights; // Of their cosines with a.
        private readonly int[] _recentWords = new int[RecentWords]; // Of the preceding lines; any words at the start.
        private int _oldest; // Of the recent words: the next to be replaced.
        private Group _group;
        private Group _nextGroup; // Its rows are on their way from memory.
        private int _taken; // Of the group's pairs.

        public Worker(RelationTask<T> task, IndexedCorpus pairs, Shard shard, CancellationToken cancellationToken = default)
        {
            _task = task;
            _pairs = pairs;
            _cancellation = cancellationToken;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _documents = ExampleOrder.OfDocuments(pairs, leastTokens: 2, shard, _random);
            _group = new Group(task._options.Negatives);
            _nextGroup = new Group(task._options.Negatives);
            _words = new int[1 + MostPairs + task._options.Negatives];
            _weights = new T[_words.Length];
            _center = new CenterCosines<T>(task._embedding, _words.Length);
            foreach (ref int word in _recentWords.AsSpan())
                word = task._words[_random.NextInt32(task._words.Length)];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            for (int done = 0; done < exampleCount;)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (_taken == _group.PairCount)
                    TakeGroup();
                int count = Math.Min(exampleCount - done, _group.PairCount - _taken);
                loss += Step(update, count);
                _taken += count;
                done += count;
            }
            return new StepReport(exampleCount, exampleCount, loss, _center.TakeMultiplyAdds());
        }

        private void TakeGroup()
        {
            if (_nextGroup.PairCount == 0)
                DrawNext(_group);
            (_group, _nextGroup) = (_nextGroup, _group);
            DrawNext(_group);
            _taken = 0;
        }

        /// <summary>The next pairs of a line that the last group began, or of a new line.</summary>
        private void DrawNext(Group last)
        {
            int document = last.Document, start = last.Start + last.PairCount;
            while (document < 0 || start >= _pairs.Tokens(document).Length)
            {
                if (document >= 0)
                    Remember(_pairs.Tokens(document));
                document = _documents.Next();
                start = 1;
            }
            ReadOnlySpan<int> words = _pairs.Tokens(document);
            _nextGroup.Document = document;
            _nextGroup.Start = start;
            _nextGroup.PairCount = Math.Min(MostPairs, words.Length - start);
            // A line without a label has -1, as a missing antonym label has: it holds no antonyms.
            _nextGroup.IsAntonym = _task._antonym >= 0 && _pairs.Label(document) == _task._antonym;
            foreach (ref int word in _nextGroup.RandomWords.AsSpan())
                word = _recentWords[_random.NextInt32(_recentWords.Length)];
            _task._embedding.Prefetch(words[0]);
            foreach (int word in words.Slice(start, _nextGroup.PairCount))
                _task._embedding.Prefetch(word);
        }

        private void Remember(ReadOnlySpan<int> line)
        {
            foreach (int word in line)
            {
                _recentWords[_oldest] = word;
                _oldest = (_oldest + 1) % _recentWords.Length;
            }
        }

        private double Step<TUpdate>(TUpdate update, int pairCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            ReadOnlySpan<int> line = _pairs.Tokens(_group.Document);
            _words[0] = line[0];
            line.Slice(_group.Start + _taken, pairCount).CopyTo(_words.AsSpan(1));
            ReadOnlySpan<int> randomWords = _group.IsAntonym ? [] : _group.RandomWords;
            randomWords.CopyTo(_words.AsSpan(1 + pairCount));
            ReadOnlySpan<int> words = _words.AsSpan(0, 1 + pairCount + randomWords.Length);
            ReadOnlySpan<T> cosines = _center.Read(words);
            Span<T> weights = _weights.AsSpan(0, words.Length);
            weights.Clear();
            double loss = _group.IsAntonym ? Repel(cosines[1..], weights[1..]) : Contrast(cosines[1..], weights[1..], pairCount);
            if (loss > 0)
                _center.Apply(update, words, weights);
            return loss;
        }

        private static double Repel(ReadOnlySpan<T> cosines, Span<T> weights)
        {
            double loss = 0;
            for (int i = 0; i < cosines.Length; i++)
            {
                if (cosines[i] <= T.Zero)
                    continue;
                loss += double.CreateTruncating(cosines[i]);
                weights[i] = T.One;
            }
            return loss;
        }

        /// <summary>Every related word against every random one; the related ones come first.</summary>
        private double Contrast(ReadOnlySpan<T> cosines, Span<T> weights, int pairCount)
        {
            T margin = T.CreateTruncating(_task._options.Margin);
            double loss = 0;
            for (int i = 0; i < pairCount; i++)
            {
                T least = margin - cosines[i];
                for (int k = pairCount; k < cosines.Length; k++)
                {
                    T violation = least + cosines[k];
                    if (violation <= T.Zero)
                        continue;
                    loss += double.CreateTruncating(violation);
                    weights[i] -= T.One;
                    weights[k] += T.One;
                }
            }
            return loss;
        }
    }

    /// <summary>Some pairs of one line and the random words that they share.</summary>
    private sealed class Group(int negatives)
    {
        public int[] RandomWords { get; } = new int[negatives];

        public int Document { get; set; } = -1;

        public int Start { get; set; }

        public int PairCount { get; set; }

        public bool IsAntonym { get; set; }
    }
}
