using MT2ST.Schedules.Probing;

namespace MT2ST.Schedules;

/// <summary>The run's strategy, combined with strategies of single auxiliaries.</summary>
/// <remarks>
/// gamma_k(t) is that of the auxiliary's own strategy if it has one, otherwise the run's. All else is the run's: the primary's
/// weight, gradients, and the auxiliaries that its probes switch off.
/// </remarks>
internal sealed class ComposedSchedule : ISchedule
{
    private readonly ISchedule _common;
    private readonly ISchedule?[] _own;
    private readonly OwnWhileOn? _probing;

    /// <summary>Composes strategies.</summary>
    /// <param name="common">The run's strategy.</param>
    /// <param name="own">The strategy of each auxiliary, made for all auxiliaries; null for the run's.</param>
    public ComposedSchedule(ISchedule common, IReadOnlyList<ISchedule?> own)
    {
        _common = common;
        _own = [.. own];
        _probing = common.Probing is { } probing ? new OwnWhileOn(this, probing) : null;
    }

    /// <inheritdoc/>
    IProbePolicy? ISchedule.Probing => _probing;

    /// <inheritdoc/>
    public bool Learns => _common.Learns;

    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => _common.Combiner(progress);

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        _common.SetWeights(progress, observed, weights);
        Span<double> own = stackalloc double[weights.Length];
        for (int k = 1; k < weights.Length; k++)
            if (_own[k - 1] is { } schedule && _probing?.IsOff(k, observed) != true)
                weights[k] = Weight(schedule, k, progress, observed, own);
    }

    /// <inheritdoc/>
    SwitchTime? ISchedule.PendingSwitch(int auxiliary, Progress progress, Observations observed) =>
        _probing?.IsOff(auxiliary, observed) == true ? null : (_own[auxiliary - 1] ?? _common).PendingSwitch(auxiliary, progress, observed);

    private static double Weight(ISchedule schedule, int task, Progress progress, Observations observed, Span<double> all)
    {
        schedule.SetWeights(progress, observed, all);
        return all[task];
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => _common.Learn(progress, losses, observed);

    // Probes of the run's strategy, in which an auxiliary that runs has its own weight of the probe's start throughout. One that has
    // ended by itself is still probed in its turn: a strategy's turns are its own.
    private sealed class OwnWhileOn(ComposedSchedule composed, IProbePolicy common) : IProbePolicy
    {
        public ProbeRequest? NextProbe(Progress progress, Observations observed)
        {
            if (common.NextProbe(progress, observed) is not { } request)
                return null;
            double[] weights = [.. request.Weights], own = new double[weights.Length];
            for (int k = 1; k < weights.Length; k++)
                if (weights[k] > 0 && composed._own[k - 1] is { } schedule)
                    weights[k] = Weight(schedule, k, progress, observed, own);
            return request with { Weights = weights };
        }

        public bool AdoptsLastProbe(Observations observed) => common.AdoptsLastProbe(observed);

        public bool WantsMark(Progress progress, Observations observed) => common.WantsMark(progress, observed);

        public bool IsOff(int auxiliary, Observations observed) => common.IsOff(auxiliary, observed);
    }
}
