using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Skip-gram with negative sampling (Mikolov et al. 2013b, equation 4) over raw text.</summary>
/// <remarks>
/// For a centre word with m context words: X [m, D] are the contexts' vectors, Y [1 + K, D] the output vectors of the centre
/// and of K negatives that all m pairs share (Ji et al. 2016), S = X Yᵀ, loss = sum over pairs of -log sigmoid(s_0) -
/// sum over k of log sigmoid(-s_k). With G the gradient of the scores: dX = G Y, dY = Gᵀ X. The window's radius is drawn from
/// 1 .. window for each centre, after subsampling, as word2vec does. An example is a token, a term of the loss a word pair.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class SkipGramTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EncodedCorpus _train;
    private readonly SkipGramOptions _options;
    private readonly Embedding<T> _embedding;
    private readonly RowParameter<T> _outputs;
    private readonly WordFrequencies _frequencies;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The text is empty or an option is out of range.</exception>
    public SkipGramTask(TaskContext<T> context, SkipGramOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _train = context.Train;
        if (_train.TokenCount == 0)
            throw new ArgumentException($"Task '{context.Name}' has no text to train on.", nameof(context));
        Name = context.Name;
        _options = options;
        _embedding = context.Table.CreateView();
        // Output vectors start at zero, as in word2vec: the first pairs move the inputs by nothing and the outputs towards them.
        _outputs = new RowParameter<T>($"{Name}/outputs", new RowMatrix<T>(context.Table.WordCount + 1, context.Table.Dimensions), isShared: false) { IsPartOfModel = false };
        _frequencies = new WordFrequencies(_train, context.Table.WordCount, options.Subsample);
        RowParameters = [_embedding.Parameter, _outputs];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _train.TokenCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, _train, shard);

    /// <inheritdoc/>
    /// <remarks>The mean loss of a pair, with subsampling, windows and negatives drawn from a fixed seed.</remarks>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        const int BatchTokens = 1000;
        if (examples.TokenCount == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        var worker = new Worker(this, examples, Shard.Whole(seed: 1));
        StepReport report = default;
        while (report.ExampleCount < examples.TokenCount)
        {
            cancellation.ThrowIfCancellationRequested();
            report += worker.TrainBatch(default(DiscardUpdate<T>), BatchTokens);
        }
        double loss = report.LossSum / Math.Max(1, report.TermCount);
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly SkipGramTask<T> _task;
        private readonly SeededRandom _random;
        private readonly SubsampledText _reader;
        private readonly int[] _contexts;
        private readonly int[] _targets;
        private readonly Scratch<T> _x = new();
        private readonly Scratch<T> _y = new();
        private readonly T[] _scores;
        private readonly T[] _losses;
        private readonly Scratch<T> _dX = new();
        private readonly Scratch<T> _dY = new();
        private int _centre;
        private long _owed; // Examples asked for and not yet run; below 0 where dropped words after a centre went beyond.

        public Worker(SkipGramTask<T> task, EncodedCorpus text, Shard shard)
        {
            _task = task;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _reader = new SubsampledText(task._frequencies, text, ExampleOrder.OfDocuments(text, leastTokens: 1, shard, _random), _random);
            _contexts = new int[2 * task._options.Window];
            _targets = new int[1 + task._options.Negatives];
            _scores = new T[_contexts.Length * _targets.Length];
            _losses = new T[_scores.Length];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            long examples = 0, terms = 0, multiplyAdds = 0;
            double loss = 0;
            _owed += exampleCount;
            while (examples < _owed)
            {
                while (_centre >= _reader.KeptCount)
                {
                    _reader.NextPiece();
                    _centre = 0;
                    if (_reader.KeptCount == 0)
                        examples += _reader.TokenCount;
                }
                int contextCount = TakeWindow();
                examples += _reader.TokensThrough(_centre) - (_centre == 0 ? 0 : _reader.TokensThrough(_centre - 1));
                _centre++;
                if (contextCount == 0)
                    continue;
                loss += StepWindow(update, _contexts.AsSpan(0, contextCount), ref multiplyAdds);
                terms += contextCount;
            }
            _owed -= examples;
            return new StepReport(examples, terms, loss, multiplyAdds);
        }

        private int TakeWindow()
        {
            ReadOnlySpan<int> words = _reader.Words;
            int radius = 1 + _random.NextInt32(_task._options.Window);
            int count = 0;
            int end = Math.Min(words.Length - 1, _centre + radius);
            for (int i = Math.Max(0, _centre - radius); i <= end; i++)
                if (i != _centre)
                    _contexts[count++] = words[i];
            if (count > 0)
                DrawTargets(words[_centre]);
            return count;
        }

        private void DrawTargets(int centre)
        {
            _targets[0] = centre;
            for (int k = 1; k < _targets.Length; k++)
            {
                int negative = _task._frequencies.Negatives.Sample(_random);
                // The centre itself is no negative; one more draw is enough, as what is left of the error is f(centre)^2.
                _targets[k] = negative != centre ? negative : _task._frequencies.Negatives.Sample(_random);
            }
        }

        private double StepWindow<TUpdate>(TUpdate update, ReadOnlySpan<int> contexts, ref long multiplyAdds)
            where TUpdate : struct, IRowUpdate<T>
        {
            int m = contexts.Length, n = _targets.Length, stride = _task._embedding.Stride;
            MatrixView<T> x = _x.Take(m, stride), y = _y.Take(n, stride);
            var g = new MatrixView<T>(_scores, m, n, n);
            _task._embedding.Gather(contexts, x);
            RowMatrix<T> outputs = _task._outputs.Rows;
            for (int k = 0; k < n; k++)
                outputs.PaddedRow(_targets[k]).CopyTo(y[k]);

            MatrixProducts.TimesTransposed(x, y, g);
            double loss = Logistic.CrossEntropy(g, _losses);

            MatrixView<T> dX = _dX.Take(m, stride), dY = _dY.Take(n, stride);
            dX.Clear();
            dY.Clear();
            MatrixProducts.AddProduct(g, y, dX);
            MatrixProducts.AddTransposedProduct(g, x, dY);
            int dimensions = _task._embedding.Dimensions;
            update.Apply(_task._outputs, _targets, dY);
            multiplyAdds += _task._embedding.Apply(update, contexts, dX)
                + ((3L * m * n) + (n * update.MultiplyAddsPerValue)) * dimensions;
            return loss;
        }
    }
}
