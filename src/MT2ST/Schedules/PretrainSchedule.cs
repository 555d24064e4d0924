using MT2ST.Schedules;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>The two-stage recipe: the auxiliaries alone first, then the primary alone. A control.</summary>
/// <remarks>In the first phase the auxiliaries do as much work as in a number of primary epochs, without the primary.</remarks>
internal sealed class PretrainSchedule(ScheduleContext run, PretrainOptions own) : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        bool first = progress.PlanEpoch < own.PretrainEpochs;
        weights[0] = first ? 0 : 1;
        for (int k = 0; k < run.Auxiliaries.Count; k++)
            weights[1 + k] = first ? run.Auxiliaries[k].Gamma0 : 0;
    }
}

/// <summary>The <c>pretrain</c> strategy: see <see cref="PretrainSchedule"/>.</summary>
public sealed partial record PretrainOptions : StrategyOptions
{
    /// <summary>How long the auxiliary tasks first run alone, in primary epochs: as many steps as these would take.</summary>
    [Within("(0, inf)")]
    public double PretrainEpochs { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "pretrain";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new PretrainSchedule(run, this);
}
