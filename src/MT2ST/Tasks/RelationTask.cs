using System.Numerics;
using System.Numerics.Tensors;
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
        private readonly int[] _block;
        private readonly RowMatrix<T> _x;
        private readonly RowMatrix<T> _dX;
        private readonly T[] _norms;
        private int _document = -1;
        private int _position;

        public Worker(RelationTask<T> task, EncodedCorpus pairs, Shard shard)
        {
            _task = task;
            _pairs = pairs;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _documents = ExampleOrder.OfDocuments(pairs, leastTokens: 2, shard, _random);
            int rows = 2 + task._options.Negatives;
            _block = new int[rows];
            _x = new RowMatrix<T>(rows, task._embedding.Dimensions);
            _dX = new RowMatrix<T>(rows, task._embedding.Dimensions);
            _norms = new T[rows];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            long multiplyAdds = 0;
            for (int i = 0; i < exampleCount; i++)
            {
                TakePair();
                // A pair without a label has -1, as a missing antonym label has: it is no antonym.
                bool isAntonym = _task._antonym >= 0 && _pairs.Label(_document) == _task._antonym;
                loss += StepPair(update, _block.AsSpan(0, isAntonym ? 2 : _block.Length), ref multiplyAdds);
            }
            return new StepReport(exampleCount, exampleCount, loss, multiplyAdds);
        }

        private void TakePair()
        {
            while (_document < 0 || _position >= _pairs.Tokens(_document).Length)
            {
                _document = _documents.Next();
                _position = 1;
            }
            ReadOnlySpan<int> words = _pairs.Tokens(_document);
            _block[0] = words[0];
            _block[1] = words[_position++];
            for (int k = 2; k < _block.Length; k++)
                _block[k] = _task._words[_random.NextInt32(_task._words.Length)];
        }

        /// <summary>One pair: row 0 is a, row 1 is b, the others are random words (none for an antonym).</summary>
        private double StepPair<TUpdate>(TUpdate update, ReadOnlySpan<int> words, ref long multiplyAdds)
            where TUpdate : struct, IRowUpdate<T>
        {
            int dimensions = _task._embedding.Dimensions;
            MatrixView<T> x = ((MatrixView<T>)_x).Rows(0, words.Length), dX = ((MatrixView<T>)_dX).Rows(0, words.Length);
            _task._embedding.Gather(words, x);
            dX.Clear();
            Normalize(x);
            multiplyAdds += 2L * words.Length * dimensions; // Norms and unit vectors.
            double loss = words.Length == 2 ? Repel(x, dX, ref multiplyAdds) : Contrast(x, dX, ref multiplyAdds);
            if (loss > 0)
                multiplyAdds += _task._embedding.Apply(update, words, dX);
            return loss;
        }

        private double Repel(MatrixView<T> x, MatrixView<T> dX, ref long multiplyAdds)
        {
            T cosine = TensorPrimitives.Dot<T>(x[0], x[1]);
            multiplyAdds += _task._embedding.Dimensions;
            if (cosine <= T.Zero)
                return 0;
            AddCosineGradient(x, dX, 1, cosine, T.One, ref multiplyAdds);
            return double.CreateTruncating(cosine);
        }

        private double Contrast(MatrixView<T> x, MatrixView<T> dX, ref long multiplyAdds)
        {
            T related = TensorPrimitives.Dot<T>(x[0], x[1]);
            double loss = 0;
            int violations = 0;
            for (int k = 2; k < x.RowCount; k++)
            {
                T random = TensorPrimitives.Dot<T>(x[0], x[k]);
                double violation = _task._options.Margin - double.CreateTruncating(related) + double.CreateTruncating(random);
                if (violation <= 0)
                    continue;
                loss += violation;
                violations++;
                AddCosineGradient(x, dX, k, random, T.One, ref multiplyAdds);
            }
            multiplyAdds += (x.RowCount - 1L) * _task._embedding.Dimensions;
            if (violations > 0)
                AddCosineGradient(x, dX, 1, related, T.CreateTruncating(-violations), ref multiplyAdds);
            return loss;
        }

        /// <summary>Adds weight * d cos(x_0, x_row) to the gradients of both rows; x holds unit vectors.</summary>
        private void AddCosineGradient(MatrixView<T> x, MatrixView<T> dX, int row, T cosine, T weight, ref long multiplyAdds)
        {
            AddOneSide(x[row], x[0], dX[0], cosine, weight / _norms[0]);
            AddOneSide(x[0], x[row], dX[row], cosine, weight / _norms[row]);
            multiplyAdds += 4L * _task._embedding.Dimensions;
        }

        private static void AddOneSide(ReadOnlySpan<T> other, ReadOnlySpan<T> self, Span<T> gradient, T cosine, T scale)
        {
            TensorPrimitives.MultiplyAdd(other, scale, gradient, gradient);
            TensorPrimitives.MultiplyAdd(self, -cosine * scale, gradient, gradient);
        }

        private void Normalize(MatrixView<T> x)
        {
            for (int i = 0; i < x.RowCount; i++)
            {
                T norm = TensorPrimitives.Norm<T>(x[i]);
                _norms[i] = norm > T.Zero ? norm : T.One; // A zero vector has no direction: cosine 0, a finite gradient.
                // Divided by an infinite norm, every cosine would be 0: the loss must show the divergence.
                TensorPrimitives.Multiply(x[i], T.IsInfinity(norm) ? T.NaN : T.One / _norms[i], x[i]);
            }
        }
    }
}
