using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>The weight of one auxiliary task as the user set it.</summary>
public sealed record AuxiliaryWeight
{
    internal const double DefaultEta = 0.3; // docs/results.md, "Defaults".

    /// <summary>gamma_0, the weight at the start. At least 0.</summary>
    public double Gamma0 { get; init; } = 1;

    /// <summary>eta, how fast <c>diminish</c> fades it, per epoch^nu. At least 0.</summary>
    public double Eta { get; init; } = DefaultEta;

    /// <summary>nu, the power of time in the fade: above 1 slow at first. At least 1.</summary>
    public double Nu { get; init; } = 1;

    /// <summary>The shape of <c>diminish</c>'s fade.</summary>
    public FadeShape Shape { get; init; } = FadeShape.Exponential;

    /// <summary>The auxiliary's own switch point in primary epochs, at least 0; null for the strategy's.</summary>
    public double? SwitchPoint { get; init; }

    /// <summary>
    /// The strategy of this auxiliary alone by its name in the catalog; null for the run's. One that weighs each auxiliary by
    /// itself, such as <c>switch</c>.
    /// </summary>
    public string? Schedule { get; init; }

    /// <summary>A floor: the weight never falls below it, whatever the strategy says. At least 0; 0 for none.</summary>
    public double GammaMin { get; init; }

    /// <summary>The share of gamma_0 below which the task is not run at all; without effect where there is a floor. In [0, 1).</summary>
    public double CutOff { get; init; } = 0.01;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the property, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.AtLeast(Gamma0, 0, nameof(Gamma0));
        Setting.AtLeast(Eta, 0, nameof(Eta));
        Setting.AtLeast(Nu, 1, nameof(Nu));
        Setting.AtLeast(SwitchPoint ?? 0, 0, nameof(SwitchPoint));
        Setting.AtLeast(GammaMin, 0, nameof(GammaMin));
        Setting.Below(CutOff, 1, nameof(CutOff));
    }
}
