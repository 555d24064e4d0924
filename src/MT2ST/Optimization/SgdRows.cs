using System.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Optimization;

/// <summary>Plain stochastic gradient descent on rows.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SgdRows<T> : IRowOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public StepReport TrainBatch(ITaskWorker<T> worker, int exampleCount, double stepSize) =>
        worker.TrainBatch(new SgdUpdate<T>(T.CreateTruncating(stepSize)), exampleCount);

    /// <inheritdoc/>
    public long Apply(GradientRecord<T> gradients, double stepSize) =>
        gradients.ApplyTo(new SgdUpdate<T>(T.CreateTruncating(stepSize)));
}
