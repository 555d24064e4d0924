using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>Gain: runs each auxiliary while probes show that it gains dev quality for its cost.</summary>
/// <remarks>
/// Ours. The primary always runs; each auxiliary is on or off, all on at first. They take turns: from parameters marked
/// earlier, a probe trains aside with one auxiliary switched the other way, and a_k is the dev quality with it minus that
/// without it. While dev quality rises fast (<see cref="Plateau"/>), both sides have the same primary epochs, and an auxiliary
/// is switched off only for harm (<see cref="Harm"/>), then for good: at equal cost the primary alone nearly always looks
/// better there, and the benefit of an auxiliary shows late. Afterwards both sides have the same cost: an auxiliary is
/// switched on at a_k &gt; margin and off at a_k &lt; -margin, and stays as it is in between. The run goes on from the better side.
/// Probes cost at most <c>probeShare</c> of the work plus the way to the first evaluation (<see cref="ProbeCalendar"/>). A
/// wrong choice lasts at most from one probe of an auxiliary to its next, or to the end if it was for harm.
/// </remarks>
internal sealed class GainSchedule(ScheduleContext run, GainOptions own) : ISchedule, IProbePolicy
{
    private readonly ProbeCalendar _calendar = new(run.ProbeShare);
    private readonly Plateau _plateau = new(own.Window, own.SteepGain);
    private readonly Harm _harm = new(run.HarmMargin);

    /// <inheritdoc/>
    IProbePolicy? ISchedule.Probing => run.Auxiliaries.Count > 0 ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights[0] = 1;
        for (int k = 1; k < weights.Length; k++)
            weights[k] = IsOn(k, observed) ? 1 : 0;
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        int tested = NextInTurn(observed);
        if (tested == 0 || !_calendar.IsDue(observed))
            return null;
        double[] weights = new double[1 + run.Auxiliaries.Count];
        SetWeights(progress, observed, weights);
        weights[tested] = IsOn(tested, observed) ? 0 : run.Auxiliaries[tested - 1].Gamma0;
        return _plateau.IsSteep(observed.Points)
            ? ProbeRequest.OfSameEpochs(observed, weights, tested)
            : ProbeRequest.OfSameCost(observed, weights, tested);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed)
    {
        Probe last = observed.Probes[^1];
        return IsOn(last.Auxiliary, observed) == last.RanIt; // The run now does what the probe tried.
    }

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed) => NextInTurn(observed) > 0 && _calendar.WantsMark(observed, atStart: true);

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => !IsOn(auxiliary, observed);

    private int NextInTurn(Observations observed) =>
        ProbeCalendar.NextInTurn(observed, run.Auxiliaries.Count, k => !_harm.IsShown(k, observed));

    /// <summary>Whether an auxiliary runs, by all of its probes so far.</summary>
    private bool IsOn(int auxiliary, Observations observed)
    {
        if (_harm.IsShown(auxiliary, observed))
            return false;
        for (int i = observed.Probes.Count - 1; i >= 0; i--)
        {
            Probe probe = observed.Probes[i];
            if (probe.Auxiliary == auxiliary && probe.HasEqualCost && Math.Abs(probe.Advantage) > own.Margin)
                return probe.Advantage > 0;
        }
        return true;
    }
}

/// <summary>The <c>gain</c> strategy: see <see cref="GainSchedule"/>.</summary>
public sealed partial record GainOptions : StrategyOptions
{
    /// <summary>The rise of dev quality is measured over the latest part of training: that part's share of the cost so far.</summary>
    [Within("(0, 1)")]
    public double Window { get; init; } = 0.25;

    /// <summary>The rise of dev quality over the window, in the quality's unit, at and above which an auxiliary is judged only by harm, not by cost.</summary>
    [Within("[0, inf)")]
    public double SteepGain { get; init; } = 0.01;

    /// <summary>An auxiliary is switched on or off only if that is better by this much, at equal cost and in the quality's unit.</summary>
    [Within("[0, inf)")]
    public double Margin { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string Name => "gain";

    /// <inheritdoc/>
    internal override bool Probes => true;

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new GainSchedule(run, this);
}
