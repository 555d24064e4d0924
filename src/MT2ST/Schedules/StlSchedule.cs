namespace MT2ST.Schedules;

/// <summary>Single-task learning: the primary alone.</summary>
public sealed class StlSchedule : ISchedule
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => false;

    /// <inheritdoc/>
    public bool WeighsEachAlone => true;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Clear();
        weights[0] = 1;
    }
}
