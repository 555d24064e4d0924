using MT2ST.Schedules;

namespace MT2ST;

/// <summary>Multi-task learning: every auxiliary at its full weight to the end, gamma_k(t) = gamma_k0.</summary>
internal sealed class MtlSchedule(ScheduleContext run) : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights[0] = 1;
        for (int k = 0; k < run.Auxiliaries.Count; k++)
            weights[1 + k] = run.Auxiliaries[k].Gamma0;
    }
}

/// <summary>The <c>mtl</c> strategy: see <see cref="MtlSchedule"/>.</summary>
public sealed partial record MtlOptions : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "mtl";

    /// <inheritdoc/>
    public override bool WeighsEachAlone => true;

    /// <inheritdoc/>
    internal override IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TaskOptions> auxiliaries) => ProbesForHarm || auxiliaries.Any(auxiliary => auxiliary.Schedule is not null)
        ? base.WithoutEffect(auxiliaries)
        : base.WithoutEffect(auxiliaries).Append(("freezeAfterSwitch", "'mtl' has no switch, so it has no effect. Leave it out or name another strategy, such as switch."));

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new MtlSchedule(run);
}
