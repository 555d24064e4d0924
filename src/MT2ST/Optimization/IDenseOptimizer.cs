using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>Updates the weights of a head or an encoder by a batch's gradient.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface IDenseOptimizer<T>
    where T : unmanaged
{
    /// <summary>Multiply-adds of the update for each value, by the counting rule (SGD 1, Adam 4).</summary>
    int MultiplyAddsPerValue { get; }

    /// <summary>Applies a gradient; the caller holds the parameter's gate if threads share it.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">The gradient of the batch's summed loss, shaped as the parameter.</param>
    /// <param name="stepSize">The learning rate times the task's weight; moments see the gradient without the weight.</param>
    void Apply(DenseParameter<T> parameter, RowMatrix<T> gradient, double stepSize);
}
