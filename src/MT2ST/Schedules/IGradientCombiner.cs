using MT2ST.Optimization;

namespace MT2ST.Schedules;

/// <summary>Sees every task's gradient of the shared rows at one point, before any is applied.</summary>
/// <remarks>
/// It may measure them or change them. Each task's optimizer then applies its record, scaled by the task's
/// weight, so that accumulators stay separate and see unweighted gradients.
/// </remarks>
internal interface IGradientCombiner
{
    /// <summary>May change the gradients in place; called by several threads at once, each with gradients of its own.</summary>
    /// <param name="gradients">The gradients of the tasks that ran in this step.</param>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">The run's measurements; its states change under its gate.</param>
    void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// Leaves every gradient as it is: all are taken at one point and added, exactly equation 9 of Liu and Yu.
/// </summary>
internal sealed class SumCombiner : IGradientCombiner
{
    private SumCombiner() { }

    /// <summary>The one instance: it holds nothing.</summary>
    public static SumCombiner Instance { get; } = new();

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }
}
