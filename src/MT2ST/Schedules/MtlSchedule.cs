namespace MT2ST.Schedules;

/// <summary>Multi-task learning: every auxiliary at its full weight to the end, gamma_k(t) = gamma_k0.</summary>
public sealed class MtlSchedule(ScheduleOptions options) : ISchedule
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public bool WeighsEachAlone => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => options.JointCombiner;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights[0] = 1;
        for (int k = 0; k < options.Auxiliaries.Count; k++)
            weights[1 + k] = options.Auxiliaries[k].Gamma0;
    }
}
