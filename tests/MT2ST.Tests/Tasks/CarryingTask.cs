using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>A host with its riders as one task, whose loss is L_host + sum of w_k L_k: what one pass for all of them descends.</summary>
internal sealed class CarryingTask<T>(ITask<T> host, IReadOnlyList<ITask<T>> riders, IReadOnlyList<double> weights) : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => host.Name;

    public long ExampleCount => host.ExampleCount;

    public IReadOnlyList<RowParameter<T>> RowParameters => host.RowParameters;

    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; } = [.. host.DenseParameters, .. riders.SelectMany(rider => rider.DenseParameters)];

    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation) => host.Evaluate(examples, cancellation);

    private IReadOnlyList<ITask<T>> Riders => riders;

    private IReadOnlyList<double> Weights => weights;

    private ITask<T> Host => host;

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly CarryingTask<T> _task;
        private readonly ITaskWorker<T> _host;
        private readonly ITaskWorker<T>[] _riders;

        public Worker(CarryingTask<T> task, Shard shard)
        {
            _task = task;
            _host = task.Host.CreateWorker(shard);
            _riders = [.. task.Riders.Select(rider => rider.CreateWorker(shard))];
            DenseGradients = [.. _host.DenseGradients, .. task.Riders.SelectMany(rider => rider.DenseParameters).Select(parameter => parameter.LikeValues())];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            for (int k = 0; k < _riders.Length; k++)
                _host.Carry(_riders[k], _task.Weights[k]);
            StepReport report = _host.TrainBatch(update, exampleCount);
            int gradient = _host.DenseGradients.Count;
            for (int k = 0; k < _riders.Length; k++)
            {
                StepReport carried = _riders[k].TakeCarried();
                report = report with { LossSum = report.LossSum + (_task.Weights[k] * carried.LossSum), MultiplyAdds = report.MultiplyAdds + carried.MultiplyAdds };
                for (int i = 0; i < _riders[k].DenseGradients.Count; i++)
                    Move(_riders[k].DenseGradients[i], T.CreateTruncating(_task.Weights[k]), DenseGradients[gradient++]);
            }
            return report;
        }

        // A rider's own gradients come without its weight.
        private static void Move(RowMatrix<T> from, T weight, RowMatrix<T> to)
        {
            for (int i = 0; i < from.Values.Length; i++)
                to.Values[i] += weight * from.Values[i];
            from.Values.Clear();
        }
    }
}
