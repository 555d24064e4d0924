using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>GloVe: weighted least squares on the logarithms of co-occurrence counts (Pennington et al. 2014, equation 8).</summary>
/// <remarks>
/// loss = sum over cells of f(X_ij) (w_i . c_j + b_i + b~_j - log X_ij)^2 with f(x) = min(1, (x / x_max)^alpha). The vectors w
/// are the shared table's; context vectors with their biases (c, b~) and the words' biases b are the task's own. Biases start
/// where the words were independent, b_i + b~_j = log E_ij with E_ij = row sum * column sum / total.
/// Departure: the paper leaves out cells of zeros, so that nothing separates words that never occur together, and on small
/// corpora the vectors are poor. Here each block of a row's cells comes with K contexts drawn by their sums to the power 0.75,
/// with loss f_0 (w_i . c_j + b_i + b~_j - log E_ij)^2: their counts are taken to be those by chance (Shazeer et al. 2016, Swivel,
/// bound such cells in a similar way). An example is a counted cell; a term of the loss is a cell, drawn ones included.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class GloveTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GloveOptions _options;
    private readonly Embedding<T> _embedding;
    private readonly RowParameter<T> _contexts; // (c, b~), [V + 1, D + 1]
    private readonly RowParameter<T> _biases; // b, [V + 1, 1]
    private readonly WordFrequencies _frequencies;
    private readonly long _tokenCount;
    private readonly Cooccurrences _cells;
    private readonly AliasSampler _negatives;
    private readonly ConditionalWeakTable<IndexedCorpus, Cooccurrences> _heldOut = []; // Counted at the first evaluation.

    /// <summary>Counts the co-occurrences of the training text and creates the task.</summary>
    /// <exception cref="ArgumentException">No two words of the text stand near each other, or it is too long to be counted.</exception>
    /// <exception cref="OperationCanceledException">The counting was cancelled.</exception>
    public GloveTask(TaskContext<T> context, GloveOptions options)
    {
        Name = context.Name;
        _options = options;
        _embedding = context.Table.CreateView();
        _frequencies = new WordFrequencies(context.Train, context.Table.WordCount, options.Subsample, context.Cancellation);
        _tokenCount = context.Train.TokenCount;
        CooccurrenceCounter.RequireSize(Name, context.Train);
        var random = new SeededRandom(context.Seed);
        _cells = CooccurrenceCounter.Count(context.Train, options, _frequencies, context.Table.WordCount + 1, random, context.Cancellation);
        if (_cells.CellCount == 0)
            throw new ArgumentException($"Task '{Name}' found no two words near each other after subsampling, expected at least one pair. Give more text, or raise subsample (0 drops no word).", nameof(context));
        _negatives = new AliasSampler(_cells.ContextWeights(power: 0.75)); // The power of skip-gram: Mikolov et al. 2013b, section 2.2.
        _contexts = new RowParameter<T>($"{Name}/contexts", new RowMatrix<T>(context.Table.WordCount + 1, context.Table.Dimensions + 1), isShared: false) { IsPartOfModel = false };
        _biases = new RowParameter<T>($"{Name}/biases", new RowMatrix<T>(context.Table.WordCount + 1, 1), isShared: false) { IsPartOfModel = false };
        Initialization.Uniform(_contexts.Rows, 0.5 / Math.Sqrt(context.Table.Dimensions), random);
        for (int word = 0; word <= context.Table.WordCount; word++)
        {
            _contexts.Rows.Row(word)[^1] = T.CreateTruncating(_cells.LogShareOfColumn(word));
            _biases.Rows.Row(word)[0] = T.CreateTruncating(_cells.LogShareOfRow(word));
        }
        RowParameters = [_embedding.Parameter, _contexts, _biases];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _cells.CellCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, _cells, scale: 1, shard);

    /// <inheritdoc/>
    /// <remarks>
    /// The mean loss of a cell of the split's own counts. These are scaled to the length of the training text as targets, but
    /// weighted unscaled; contexts are drawn from a fixed seed.
    /// </remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        const int BatchCells = 10_000;
        Cooccurrences cells = _heldOut.GetValue(examples, corpus =>
            CooccurrenceCounter.Count(corpus, _options, _frequencies, _biases.Rows.RowCount, new SeededRandom(seed: 1), cancellationToken));
        if (cells.CellCount == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        var worker = new Worker(this, cells, (double)_tokenCount / examples.TokenCount, Shard.Whole(seed: 1));
        StepReport report = default;
        while (report.ExampleCount < cells.CellCount)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report += worker.TrainBatch(default(DiscardUpdate<T>), (int)Math.Min(BatchCells, cells.CellCount - report.ExampleCount));
        }
        double loss = report.LossSum / report.TermCount;
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly GloveTask<T> _task;
        private readonly Cooccurrences _cells;
        private readonly double _logScale;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _blocks;
        private readonly GloveLoss<T> _loss;
        private readonly int[] _word = new int[1];
        private readonly int[] _contexts;
        private readonly Scratch<T> _x = new();
        private readonly Scratch<T> _y = new();
        private readonly Scratch<T> _dX = new();
        private readonly Scratch<T> _dY = new();
        private readonly RowMatrix<T> _dBias = new(1, 1);
        private CellBlock _block;
        private int _next;

        public Worker(GloveTask<T> task, Cooccurrences cells, double scale, Shard shard)
        {
            _task = task;
            _cells = cells;
            _logScale = Math.Log(scale);
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _blocks = new ExampleOrder(cells.Blocks.Count, shard, _random);
            _contexts = new int[Cooccurrences.BlockCells + task._options.Negatives];
            _loss = new GloveLoss<T>(task._options, _contexts.Length);
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            long terms = 0, multiplyAdds = 0;
            for (int left = exampleCount; left > 0;)
            {
                if (_next == _block.Count)
                {
                    _block = _cells.Blocks[_blocks.Next()];
                    _next = 0;
                }
                int count = Math.Min(left, _block.Count - _next);
                left -= count;
                TakeCells(count);
                loss += StepRow(update, _contexts.AsSpan(0, _loss.CellCount), ref multiplyAdds);
                terms += _loss.CellCount;
            }
            return new StepReport(exampleCount, terms, loss, multiplyAdds);
        }

        /// <summary>Takes the block's next cells and, with its last ones, the drawn ones.</summary>
        private void TakeCells(int count)
        {
            _loss.Clear();
            ReadOnlySpan<int> contexts = _cells.Contexts(_block).Slice(_next, count);
            ReadOnlySpan<float> logCounts = _cells.LogCounts(_block).Slice(_next, count);
            contexts.CopyTo(_contexts);
            foreach (float logCount in logCounts)
                _loss.AddCount(logCount, _logScale);
            _next += count;
            if (_next < _block.Count)
                return;
            double share = _task._cells.LogShareOfRow(_block.Word);
            for (int k = 0; k < _task._options.Negatives; k++)
            {
                int context = _task._negatives.Sample(_random);
                _contexts[_loss.CellCount] = context;
                _loss.AddDrawn(share + _task._cells.LogShareOfColumn(context));
            }
        }

        /// <summary>Some cells of one row: x = (w_i, 1), Y [m, D + 1] the contexts; s = Y x + b_i, dx = gᵀ Y, dY = g xᵀ.</summary>
        private double StepRow<TUpdate>(TUpdate update, ReadOnlySpan<int> contexts, ref long multiplyAdds)
            where TUpdate : struct, IRowUpdate<T>
        {
            int m = contexts.Length, stride = _task._contexts.Rows.Stride, dimensions = _task._embedding.Dimensions;
            MatrixView<T> x = _x.Take(1, stride), y = _y.Take(m, stride), dX = _dX.Take(1, stride), dY = _dY.Take(m, stride);
            _word[0] = _block.Word;
            _task._embedding.Gather(_word, x.Columns(0, _task._embedding.Stride));
            x.Values[dimensions] = T.One;
            for (int k = 0; k < m; k++)
                _task._contexts.Rows.PaddedRow(contexts[k]).CopyTo(y[k]);

            MatrixView<T> g = _loss.Scores;
            MatrixProducts.MultiplyByTransposed(y, x, g);
            double loss = _loss.ToGradient(_task._biases.Rows.Row(_block.Word)[0]);

            dX.Clear();
            dY.Clear();
            MatrixProducts.AddTransposedProduct(g, y, dX);
            MatrixProducts.AddProduct(g, x, dY);
            dX.Values[dimensions] = T.Zero; // The place of the 1 in x: padding of the word's row.
            _dBias.Row(0)[0] = _loss.GradientSum;
            update.Apply(_task._contexts, contexts, dY);
            update.Apply(_task._biases, _word, _dBias);
            multiplyAdds += _task._embedding.Apply(update, _word, dX.Columns(0, _task._embedding.Stride))
                + (m * (GloveLoss<T>.MultiplyAddsPerCell + ((3L + update.MultiplyAddsPerValue) * (dimensions + 1)))) + update.MultiplyAddsPerValue;
            return loss;
        }
    }
}
