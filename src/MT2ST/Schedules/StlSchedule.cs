using MT2ST.Schedules;

namespace MT2ST;

/// <summary>Single-task learning: the primary alone.</summary>
internal sealed class StlSchedule : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Clear();
        weights[0] = 1;
    }
}

/// <summary>The <c>stl</c> strategy: see <see cref="StlSchedule"/>.</summary>
public sealed partial record StlOptions : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "stl";

    /// <inheritdoc/>
    public override bool UsesAuxiliaries => false;

    /// <inheritdoc/>
    public override bool WeighsEachAlone => true;

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new StlSchedule();
}
