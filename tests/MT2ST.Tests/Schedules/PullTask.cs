using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Schedules;

/// <summary>The simplest task over a shared table: example i pulls row i towards a target, L = c / 2 |x_i - t_i|², in order.</summary>
internal sealed class PullTask(string name, EmbeddingTable<double> table, double strength, double[][] targets) : ITask<double>
{
    private readonly Embedding<double> _embedding = table.CreateView();

    public string Name => name;

    public long ExampleCount => targets.Length;

    public IReadOnlyList<RowParameter<double>> RowParameters => [_embedding.Parameter];

    public IReadOnlyList<DenseParameter<double>> DenseParameters => [];

    public ITaskWorker<double> CreateWorker(Shard shard) => new Worker(this);

    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken) => new("none", 0, HigherIsBetter: true, 0, 0);

    private double Strength => strength;

    /// <summary>The gradient of an example, c (x - t).</summary>
    private double[] Gradient(int example) =>
        [.. table.Rows.Row(example).ToArray().Zip(targets[example], (x, t) => strength * (x - t))];

    private sealed class Worker(PullTask task) : ITaskWorker<double>
    {
        private long _next;

        public IReadOnlyList<RowMatrix<double>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<double>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
            {
                int example = (int)(_next++ % task.ExampleCount);
                double[] gradient = task.Gradient(example);
                double loss = gradient.Sum(g => g * g) / (2 * task.Strength);
                double[] padded = new double[task._embedding.Stride];
                gradient.CopyTo(padded, 0);
                long cost = task._embedding.Apply(update, [example], new MatrixView<double>(padded, 1, padded.Length, padded.Length));
                report += new StepReport(1, 1, loss, gradient.Length + cost);
            }
            return report;
        }
    }
}
