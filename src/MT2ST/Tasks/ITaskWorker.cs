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
    StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
        where TUpdate : struct, IRowUpdate<T>;

    /// <summary>Hands over what the worker holds back from parameters that threads share: called wherever training pauses.</summary>
    /// <remarks>Each thread calls its own workers', several at once. A worker that wraps another one calls that one's.</remarks>
    void Settle() { }
}
