using System.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Schedules;

/// <summary>Sees every task's gradient of the shared parameters at one point, before any is applied.</summary>
/// <remarks>
/// Each task's optimizer then applies what is left in its record, scaled by the task's weight, so that accumulators stay
/// separate and see unweighted gradients.
/// </remarks>
public interface IGradientCombiner
{
    /// <summary>May change the gradients in place.</summary>
    /// <param name="gradients">A record for each task that ran in this step, the primary's first where it ran.</param>
    void Combine<T>(IReadOnlyList<GradientRecord<T>> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
