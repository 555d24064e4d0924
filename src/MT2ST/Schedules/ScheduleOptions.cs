using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>What a schedule is made from.</summary>
public sealed record ScheduleOptions
{
    /// <summary>How many primary epochs the run is planned to have, above 0.</summary>
    public required double PlannedEpochs { get; init; }

    /// <summary>The weights of the auxiliaries, in order.</summary>
    public IReadOnlyList<AuxiliaryWeight> Auxiliaries { get; init; } = [];

    /// <summary>The switch point in primary epochs, at least 0; null for half of the planned ones.</summary>
    public double? SwitchPoint { get; init; }

    /// <summary>Whether <c>switch</c> finds its switch point by itself.</summary>
    public bool SwitchesByItself { get; init; }

    /// <summary>How much worse, in the dev quality's unit, an auxiliary must make the primary to count as harmful. Above 0.</summary>
    public double HarmMargin { get; init; } = 0.01;

    /// <summary>The greatest share of a run's work that probes take. In (0, 1).</summary>
    public double ProbeShare { get; init; } = 0.1;

    /// <summary>How long <c>pretrain</c> runs the auxiliaries alone, in primary epochs' worth of their units, above 0.</summary>
    public double PretrainEpochs { get; init; } = 1;

    /// <summary>Whether all gradients of a step are taken at one point (eq. 9) instead of tasks updating in turn.</summary>
    public bool Joint { get; init; }

    /// <summary>The strategy's own settings, which its factory reads.</summary>
    public IOwnSettings Settings { get; init; } = new DefaultOwnSettings();

    /// <summary>The seed of what a strategy draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What a strategy without a combiner of its own returns as such: nothing where tasks update in turn.</summary>
    internal IGradientCombiner? JointCombiner => Joint ? SumCombiner.Instance : null;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the property, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.Positive(PlannedEpochs, nameof(PlannedEpochs));
        Setting.AtLeast(SwitchPoint ?? 0, 0, nameof(SwitchPoint));
        Setting.Positive(PretrainEpochs, nameof(PretrainEpochs));
        Setting.Positive(HarmMargin, nameof(HarmMargin));
        Setting.Positive(ProbeShare, nameof(ProbeShare));
        Setting.Below(ProbeShare, 1, nameof(ProbeShare));
        foreach (AuxiliaryWeight auxiliary in Auxiliaries)
            auxiliary.Validate();
    }

    /// <summary>Multiplies the weight of each auxiliary by its gamma_0; the primary's stays.</summary>
    internal void ScaleByGamma0(Span<double> weights)
    {
        for (int k = 0; k < Auxiliaries.Count; k++)
            weights[1 + k] *= Auxiliaries[k].Gamma0;
    }
}
