using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>One thread's part of a task: its own sampler, generator, scratch and gradients.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface ITaskWorker<T>
    where T : unmanaged
{
    /// <summary>The gradients of the task's dense parameters, in the order of <see cref="ITask{T}.DenseParameters"/>.</summary>
    /// <remarks>A batch adds to them; whoever applies them sets them to zero.</remarks>
    IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

    /// <summary>
    /// Runs one batch: forward, backward, the gradient of touched rows handed over, that of dense parameters added up.
    /// </summary>
    /// <remarks>The loss whose gradient this is is the sum over the batch's terms.</remarks>
    /// <param name="update">What becomes of the rows' gradients.</param>
    /// <param name="exampleCount">How many examples, at least 0.</param>
    /// <exception cref="NotSupportedException">The task rides on another one, which carries it.</exception>
    StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
        where TUpdate : struct, IRowUpdate<T>;

    /// <summary>Hands over what the worker holds back from parameters that threads share: called wherever training pauses.</summary>
    /// <remarks>Each thread calls its own workers', several at once. A worker that wraps another one calls that one's.</remarks>
    void Settle()
    {
    }

    /// <summary>
    /// Takes a task that rides on this one into the next batch: the gradient of its loss joins the one backward pass, that of its
    /// own parameters goes to its worker.
    /// </summary>
    /// <param name="rider">That task's worker on the same thread.</param>
    /// <param name="weight">What its loss counts for in this task's parameters, above 0; its own gradients are not multiplied.</param>
    /// <exception cref="NotSupportedException">No task can ride on this one.</exception>
    /// <exception cref="ArgumentException">The worker's task does not ride on this one.</exception>
    void Carry(ITaskWorker<T> rider, double weight) => throw new NotSupportedException("No task can ride on this one.");

    /// <summary>What this task did in the batches that carried it since this was last asked for.</summary>
    StepReport TakeCarried() => default;
}
