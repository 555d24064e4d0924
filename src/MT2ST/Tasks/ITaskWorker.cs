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
    /// Runs one batch forward and backward. Hands the gradients of touched rows to the update and adds up those of dense parameters.
    /// </summary>
    /// <remarks>The gradient is that of the sum of losses over the batch's terms, not of their mean.</remarks>
    /// <param name="update">What is done with the rows' gradients.</param>
    /// <param name="exampleCount">How many examples, at least 0.</param>
    StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
        where TUpdate : struct, IRowUpdate<T>;

    /// <summary>Writes the worker's pending updates to the parameters that threads share. Called whenever training pauses.</summary>
    /// <remarks>Each thread calls it for its own workers, several threads at once. A worker that wraps another calls it for that one.</remarks>
    void Settle() { }
}
