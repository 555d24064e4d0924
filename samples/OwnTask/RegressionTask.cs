using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using MT2ST;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace OwnTask;

/// <summary>Predicts a text's score from the mean of its word vectors.</summary>
/// <remarks>
/// y = w . m + b with m = 1 / n * sum_i x_i. With the error e = y - score the loss is e^2 / 2 up to |e| = delta and
/// delta (|e| - delta / 2) beyond (Huber 1964), so dL/dy = g = e, cut at -delta and delta; then dw = g m, db = g, and
/// dx_i = g / n * w for each word of the text. It is written for any <typeparamref name="T"/>: training runs in float, a check
/// of the gradient in double.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class RegressionTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IndexedCorpus _train;
    private readonly double[] _scores; // By label of the training data.
    private readonly Embedding<T> _embedding;
    private readonly DenseParameter<T> _weights; // w, [1, D]
    private readonly DenseParameter<T> _bias; // b, [1, 1]
    private readonly double _delta;

    public RegressionTask(TaskContext<T> context, RegressionOptions options)
    {
        Name = context.Name;
        _train = context.Train;
        _scores = ScoresOf(_train);
        _delta = options.Delta ?? double.PositiveInfinity;
        ExampleCount = Enumerable.Range(0, _train.DocumentCount).Count(text => IsExample(_train, text));
        _embedding = context.Table.CreateView(); // The task's own view of the shared table: its accumulators are its own.

        // By these names a saved model has the parameters. Both start small, and the bias where it is best if texts say nothing.
        _weights = new DenseParameter<T>($"{Name}/weights", 1, context.Table.Dimensions);
        _bias = new DenseParameter<T>($"{Name}/bias", 1, 1);
        SeededRandom random = new(context.Seed);
        foreach (ref T weight in _weights.Values.Row(0)) // Row and not PaddedRow: what pads a row must stay zero.
            weight = T.CreateTruncating((random.NextDouble() - 0.5) / Math.Sqrt(context.Table.Dimensions));
        _bias.Values.Row(0)[0] = T.CreateTruncating(_scores.DefaultIfEmpty().Average());
        RowParameters = [_embedding.Parameter];
        DenseParameters = [_weights, _bias];
    }

    public string Name { get; }

    public long ExampleCount { get; }

    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <summary>R^2: 1 where every score is right, 0 where the predictions are no better than the mean of all scores.</summary>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        double[] scores = ScoresOf(examples); // Not those of the training data: a split has labels of its own.
        Text text = new(this);
        double sum = 0, sumOfSquares = 0, squaredErrors = 0, loss = 0;
        int count = 0;
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsExample(examples, document))
                continue;
            double score = scores[examples.Label(document)], error = text.Read(examples.Tokens(document)) - score;
            loss += Loss(error, out _);
            squaredErrors += error * error;
            sum += score;
            sumOfSquares += score * score;
            count++;
        }
        double spread = sumOfSquares - (sum * sum / Math.Max(1, count));
        return new Measurement("r2", spread > 0 ? 1 - (squaredErrors / spread) : 0, HigherIsBetter: true, loss / Math.Max(1, count), count);
    }

    private static bool IsExample(IndexedCorpus corpus, int document) => corpus.Tokens(document).Length > 0 && corpus.Label(document) >= 0;

    private static double[] ScoresOf(IndexedCorpus corpus) => [.. Enumerable.Range(0, corpus.Labels?.Count ?? 0).Select(label =>
        double.TryParse(corpus.Labels![label], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) && double.IsFinite(score)
            ? score
            : throw new InvalidDataException($"Found the score '{corpus.Labels[label]}', expected a number such as 7.35."))];

    private double Loss(double error, out double gradient)
    {
        gradient = Math.Clamp(error, -_delta, _delta);
        return gradient * (error - (gradient / 2));
    }

    /// <summary>The forward pass over one text, and the room that it needs: each thread has its own.</summary>
    private sealed class Text(RegressionTask<T> task)
    {
        private readonly RowMatrix<T> _mean = new(1, task._embedding.Dimensions);
        private RowMatrix<T> _x = new(16, task._embedding.Dimensions);

        public Span<T> Mean => _mean.PaddedRow(0); // Padding is zero everywhere, so whole rows may be added and multiplied.

        /// <summary>X, a row for each word; training writes the gradient over it.</summary>
        public MatrixView<T> Rows(int count) => _x.Rows(0, count);

        public double Read(ReadOnlySpan<int> words)
        {
            if (_x.RowCount < words.Length)
                _x = new RowMatrix<T>(2 * words.Length, task._embedding.Dimensions);
            MatrixView<T> x = Rows(words.Length);
            task._embedding.Gather(words, x); // Not from the table's rows: with character n-grams a vector is a sum of several.
            Mean.Clear();
            for (int i = 0; i < words.Length; i++)
                TensorPrimitives.Add(Mean, x[i], Mean);
            TensorPrimitives.Divide(Mean, T.CreateTruncating(words.Length), Mean);
            return double.CreateTruncating(TensorPrimitives.Dot<T>(Mean, task._weights.Values.PaddedRow(0)) + task._bias.Values.Row(0)[0]);
        }
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly RegressionTask<T> _task;
        private readonly Text _text;
        private readonly RowMatrix<T> _dWeights;
        private readonly RowMatrix<T> _dBias;
        private readonly ExampleOrder _order;

        public Worker(RegressionTask<T> task, Shard shard)
        {
            _task = task;
            _text = new Text(task);
            _dWeights = task._weights.LikeValues();
            _dBias = task._bias.LikeValues();
            DenseGradients = [_dWeights, _dBias];
            _order = ExampleOrder.OfDocuments(task._train, document => IsExample(task._train, document), "text with a score", shard, new SeededRandom(shard.Seed, (ulong)shard.Index));
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
                report += Step(update, _order.Next());
            return report;
        }

        private StepReport Step<TUpdate>(TUpdate update, int document)
            where TUpdate : struct, IRowUpdate<T>
        {
            ReadOnlySpan<int> words = _task._train.Tokens(document);
            double score = _task._scores[_task._train.Label(document)];
            double loss = _task.Loss(_text.Read(words) - score, out double gradient);
            T g = T.CreateTruncating(gradient);

            // The head's gradient is added up; the trainer applies it after the batch and sets it to zero.
            TensorPrimitives.MultiplyAdd(_text.Mean, g, _dWeights.PaddedRow(0), _dWeights.PaddedRow(0));
            _dBias.Row(0)[0] += g;

            // The rows' gradient is handed over at once. Each word needs a row of its own here, though all are equal:
            // Apply may write over them.
            MatrixView<T> dX = _text.Rows(words.Length);
            TensorPrimitives.Multiply(_task._weights.Values.PaddedRow(0), g / T.CreateTruncating(words.Length), dX[0]);
            for (int i = 1; i < words.Length; i++)
                dX[0].CopyTo(dX[i]);
            long updateCost = _task._embedding.Apply(update, words, dX);

            // Strategies weigh costs by these counts: mean, w . m, dw and dx take D products each, see StepReport.
            return new StepReport(1, 1, loss, (4L * _task._embedding.Dimensions) + updateCost);
        }
    }
}
