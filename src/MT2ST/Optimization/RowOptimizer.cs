using MT2ST.Embeddings;
using MT2ST.Tasks;

namespace MT2ST.Optimization;

/// <summary>A row optimizer that consists of its update: plain descent, or AdaGrad with each task's own accumulators.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <typeparam name="TUpdate">The update.</typeparam>
/// <param name="create">Makes the update for a step size.</param>
public sealed class RowOptimizer<T, TUpdate>(Func<T, TUpdate> create) : IRowOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TUpdate : struct, IRowUpdate<T>
{
    StepReport IRowOptimizer<T>.TrainBatch(ITaskWorker<T> worker, int exampleCount, double stepSize) =>
        worker.TrainBatch(create(T.CreateTruncating(stepSize)), exampleCount);

    long IRowOptimizer<T>.Apply(GradientRecord<T> gradients, double stepSize) => gradients.ApplyTo(create(T.CreateTruncating(stepSize)));
}
