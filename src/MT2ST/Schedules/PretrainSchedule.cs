namespace MT2ST.Schedules;

/// <summary>The two-stage recipe: the auxiliaries alone first, then the primary alone. A control.</summary>
/// <remarks>The first phase lasts for the auxiliaries' units of a number of primary epochs, without the primary.</remarks>
public sealed class PretrainSchedule(ScheduleOptions options) : ISchedule
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(progress);
        bool first = progress.PlanEpoch < options.PretrainEpochs;
        weights[0] = first ? 0 : 1;
        for (int k = 0; k < options.Auxiliaries.Count; k++)
            weights[1 + k] = first ? options.Auxiliaries[k].Gamma0 : 0;
    }
}
