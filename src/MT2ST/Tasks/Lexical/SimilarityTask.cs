using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Lexical;

/// <summary>Fits the cosines of pairs of words to people's scores.</summary>
/// <remarks>
/// For a pair (a, b) with score s: loss = (cos(a, b) - t)^2, the target t = c + (1 - c) (s - lowest) / (highest - lowest) with c
/// the cosine of the lowest score. The regression that Liu and Yu 2024 name as an auxiliary, whose gradient reaches both rows:
/// d cos(a, b) / d a = (b^ - cos(a, b) a^) / |a|. A document is a pair and its label the score; an example is a pair whose
/// words are both in the vocabulary.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SimilarityTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IndexedCorpus _train;
    private readonly Embedding<T> _embedding;
    private readonly double _lowestCosine;
    private readonly double _lowest;
    private readonly double _highest;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">There is no pair, all scores are equal, or one is not a number.</exception>
    public SimilarityTask(TaskContext<T> context, SimilarityOptions options)
    {
        Name = context.Name;
        _train = context.Train;
        _embedding = context.Table.CreateView();
        double[] scores = Scores.Of(_train);
        _lowestCosine = options.LowestCosine;
        _lowest = options.LowestScore ?? scores.DefaultIfEmpty().Min();
        _highest = options.HighestScore ?? scores.DefaultIfEmpty().Max();
        ExampleCount = Enumerable.Range(0, _train.DocumentCount).Count(document => IsPair(_train, document));
        if (ExampleCount == 0)
            throw new ArgumentException($"Task '{Name}' has no pair of words with a score.", nameof(context));
        if (!(_highest > _lowest))
            throw new ArgumentException(FormattableString.Invariant($"Task '{Name}': the scale of scores goes from {_lowest} to {_highest}, expected different ones. Set lowestScore and highestScore."), nameof(context));
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
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    /// <remarks>Spearman's rank correlation of cosines and scores, 0 if it is not defined; the loss is the mean squared error.</remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        double[] scores = Scores.Of(examples);
        var center = new CenterCosines<T>(_embedding, wordCount: 2);
        var cosines = new List<double>();
        var judged = new List<double>();
        double loss = 0;
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsPair(examples, document))
                continue;
            cosines.Add(double.CreateTruncating(center.Read(examples.Tokens(document))[1]));
            judged.Add(scores[examples.Label(document)]);
            double error = cosines[^1] - Target(judged[^1]);
            loss += error * error;
        }
        double spearman = SpearmanCorrelation.Of([.. cosines], [.. judged]);
        return new Measurement("spearman", double.IsNaN(spearman) ? 0 : spearman, HigherIsBetter: true, loss / Math.Max(1, cosines.Count), cosines.Count);
    }

    private static bool IsPair(IndexedCorpus corpus, int document) => corpus.Tokens(document).Length == 2 && corpus.Label(document) >= 0;

    private double Target(double score) => _lowestCosine + ((1 - _lowestCosine) * (score - _lowest) / (_highest - _lowest));

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly IndexedCorpus _pairs;
        private readonly ExampleOrder _documents;
        private readonly CenterCosines<T> _center;
        private readonly T[] _weights = new T[2]; // Of the second word's cosine.
        private readonly double[] _targets; // By label.

        public Worker(SimilarityTask<T> task, Shard shard)
        {
            _pairs = task._train;
            _documents = ExampleOrder.OfDocuments(_pairs, document => IsPair(_pairs, document), "pairs of words with a score", shard, new SeededRandom(shard.Seed, (ulong)shard.Index));
            _center = new CenterCosines<T>(task._embedding, wordCount: 2);
            _targets = [.. Scores.Of(_pairs).Select(task.Target)];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            for (int i = 0; i < exampleCount; i++)
            {
                int document = _documents.Next();
                ReadOnlySpan<int> words = _pairs.Tokens(document);
                double error = double.CreateTruncating(_center.Read(words)[1]) - _targets[_pairs.Label(document)];
                loss += error * error;
                _weights[1] = T.CreateTruncating(2 * error);
                _center.Apply(update, words, _weights);
            }
            return new StepReport(exampleCount, exampleCount, loss, _center.TakeMultiplyAdds());
        }
    }
}
