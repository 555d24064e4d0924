using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Negative sampling over the windows of raw text: skip-gram or CBOW, by its step. An example is a token.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <typeparam name="TStep">The work at one centre.</typeparam>
internal sealed class NegativeSamplingTask<T, TStep> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TStep : struct, IWindowStep<T, TStep>
{
    private readonly NegativeSamplingModel<T> _model;

    /// <exception cref="ArgumentException">The text is empty or an option is out of range.</exception>
    public NegativeSamplingTask(TaskContext<T> context, NegativeSamplingOptions options)
    {
        _model = new NegativeSamplingModel<T>(context, options);
        Name = context.Name;
        ExampleCount = context.Train.TokenCount;
        RowParameters = [_model.Embedding.Parameter, _model.Outputs];
    }

    public string Name { get; }

    public long ExampleCount { get; }

    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(_model, _model.Train, shard);

    /// <remarks>The mean loss of a term, with subsampling, windows and negatives drawn from a fixed seed.</remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        const int BatchTokens = 1000;
        if (examples.TokenCount == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        var worker = new Worker(_model, examples, Shard.Whole(seed: 1));
        StepReport report = default;
        while (report.ExampleCount < examples.TokenCount)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report += worker.TrainBatch(default(DiscardUpdate<T>), BatchTokens);
        }
        double loss = report.LossSum / Math.Max(1, report.TermCount);
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private sealed class Worker(NegativeSamplingModel<T> task, IndexedCorpus text, Shard shard) : ITaskWorker<T>
    {
        private readonly ContextWindows<T> _windows = new(task, text, shard);
        private TStep _step = TStep.Create(task.Outputs, task.Options);

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T> => _windows.Run(update, exampleCount, ref _step);

        public void Settle() => _windows.Settle();
    }
}
