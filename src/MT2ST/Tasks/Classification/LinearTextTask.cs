using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>A baseline of comparisons: labels a text by a <see cref="LinearSvm"/> on fixed features, TF-IDF or a teacher's vector. The table has no part in it.</summary>
/// <remarks>The first batch fits it, to all texts, and all others do nothing. C is the best of six by cross-validation in five folds, whose cost is counted; of equal ones the smallest.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class LinearTextTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FoldCount = 5;

    private static readonly double[] Costs = [0.03, 0.1, 0.3, 1, 3, 10];

    private readonly IndexedCorpus _train;
    private readonly ITextFeatures _features;
    private readonly LossWeights _weights;
    private readonly CancellationToken _cancellation;
    private readonly Lock _fitting = new();
    private LinearSvm? _svm; // Null before the fit.

    /// <summary>Creates the task.</summary>
    /// <exception cref="SettingException">There are auxiliaries, which could not help.</exception>
    public LinearTextTask(TaskContext<T> context, ClassificationOptions options, ITextFeatures features)
    {
        if (context.HasAuxiliaries)
            throw new SettingException($"{options.Path}.encoder", $"{options.Path}.encoder is '{options.Encoder}', which shares no vectors with auxiliaries, so they have no effect. Set strategy.name to stl.");
        Name = context.Name;
        (_train, _features, _cancellation) = (context.Train, features, context.Cancellation);
        _weights = new LossWeights(_train, options.ClassWeights);
        RowParameters = [context.Table.CreateView().Parameter];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _train.DocumentCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this);

    /// <inheritdoc/>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        int classCount = _train.Labels!.Count;
        SparseRows x = _features.Of(examples, cancellationToken); // Before the fit too: a text without features is found before the work.
        ITextScore score = new SingleLabelLoss<double>(classCount).CreateScore();
        Scratch<double> scratch = new();
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MatrixView<double> scores = scratch.Take(1, classCount);
            scores.Clear();
            _svm?.Scores(x.Columns(document), x.Values(document), scores[0]);
            score.Add(scores, examples, document);
        }
        return score.Measure();
    }

    /// <summary>Fits once; the multiply-adds if this call did it, else 0.</summary>
    private long Fit()
    {
        using Lock.Scope scope = _fitting.EnterScope();
        if (_svm is not null)
            return 0;
        SparseRows x = _features.Of(_train, _cancellation);
        int[] rows = [.. Enumerable.Range(0, _train.DocumentCount).Where(document => _train.Label(document) >= 0)];
        int[] labels = [.. Enumerable.Range(0, _train.DocumentCount).Select(_train.Label)];
        double[] factors = [.. Enumerable.Range(0, _train.DocumentCount).Select(document => _weights[document])];
        long multiplyAdds = 0;
        Dictionary<int, int> folds = rows.GroupBy(row => labels[row]).SelectMany(ofLabel => ofLabel.Index()).ToDictionary(row => row.Item, row => row.Index % FoldCount); // Each has all labels, whatever the order.
        double best = Costs.MaxBy(cost => Enumerable.Range(0, FoldCount).Sum(fold =>
        {
            LinearSvm svm = Fitted([.. rows.Where(row => folds[row] != fold)], cost);
            return rows.Where(row => folds[row] == fold).Count(row => Predict(svm, row) == labels[row]);
        }));
        _svm = Fitted(rows, best);
        return multiplyAdds;

        LinearSvm Fitted(int[] fitted, double cost)
        {
            var svm = new LinearSvm(_train.Labels!.Count, _features.Count);
            multiplyAdds += svm.Fit(x, fitted, labels, factors, cost, _cancellation);
            return svm;
        }

        int Predict(LinearSvm svm, int row)
        {
            var scores = new double[_train.Labels!.Count];
            svm.Scores(x.Columns(row), x.Values(row), scores);
            return TensorPrimitives.IndexOfMax<double>(scores);
        }
    }

    private sealed class Worker(LinearTextTask<T> task) : ITaskWorker<T>
    {
        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T> => new(exampleCount, exampleCount, 0, task.Fit());
    }
}
