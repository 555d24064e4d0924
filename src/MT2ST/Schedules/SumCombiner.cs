using System.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Schedules;

/// <summary>
/// Leaves every gradient as it is: all are taken at one point and added, equation 9 of Liu and Yu to the letter.
/// </summary>
public sealed class SumCombiner : IGradientCombiner
{
    private SumCombiner()
    {
    }

    /// <summary>The one instance: it holds nothing.</summary>
    public static SumCombiner Instance { get; } = new();

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }
}
