using MT2ST.Tasks;

namespace MT2ST.Optimization;

/// <summary>Updates rows by their gradients: chooses the update that is compiled into the task's kernel. One of your own is a <see cref="RowOptimizer{T, TUpdate}"/>.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface IRowOptimizer<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>Runs one batch of a worker and updates the rows in place.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="exampleCount">How many examples.</param>
    /// <param name="stepSize">The learning rate times the task's weight.</param>
    internal StepReport TrainBatch(ITaskWorker<T> worker, int exampleCount, double stepSize);

    /// <summary>Applies recorded gradients.</summary>
    /// <returns>The multiply-adds of the update.</returns>
    internal long Apply(GradientRecord<T> gradients, double stepSize);
}
