using System.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Schedules;

/// <summary>Cosine gate: in each step an auxiliary moves the shared rows only if its gradient does not oppose the primary's.</summary>
/// <remarks>
/// The gradient of L_k counts where cos(grad L_0, grad L_k) >= 0 over the shared rows, else it is dropped (Du et al. 2018, arXiv
/// 1812.02224, the unweighted form); the auxiliary's own head learns in every step, as there. Weights are gamma_k0.
/// </remarks>
public sealed class CosineGateSchedule(ScheduleOptions options) : ISchedule, IGradientCombiner
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => this;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Fill(1);
        options.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Tasks[0] != 0)
            return;
        for (int i = 1; i < gradients.Tasks.Count; i++)
        {
            if (gradients.Dot(0, gradients.Tasks[i]) < 0)
                gradients.ClearShared(gradients.Tasks[i]);
        }
    }
}
