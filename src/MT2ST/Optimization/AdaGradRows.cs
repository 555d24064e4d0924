using System.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Optimization;

/// <summary>AdaGrad on rows with one accumulator a row, kept by each task for itself.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class AdaGradRows<T> : IRowOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public StepReport TrainBatch(ITaskWorker<T> worker, int exampleCount, double stepSize) =>
        worker.TrainBatch(new AdaGradUpdate<T>(T.CreateTruncating(stepSize)), exampleCount);

    /// <inheritdoc/>
    public long Apply(GradientRecord<T> gradients, double stepSize) =>
        gradients.ApplyTo(new AdaGradUpdate<T>(T.CreateTruncating(stepSize)));
}
