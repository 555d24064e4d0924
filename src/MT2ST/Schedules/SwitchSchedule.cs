using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>Switch: all auxiliaries until the switch point, then the primary alone.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 1[t &lt; T_switch], with t in primary epochs (Liu and Yu, arXiv 2406.18038, equations 11 and 12). An
/// auxiliary may have a switch point of its own.
/// </remarks>
internal sealed class SwitchSchedule(ScheduleContext run, SwitchOptions own) : ISchedule
{
    private readonly double _switchPoint = own.At?.Epochs ?? run.PlannedEpochs / 2; // benchmarks/results/defaults.md

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights[0] = 1;
        for (int k = 1; k < weights.Length; k++)
            weights[k] = progress.Epoch < PointOf(k) ? run.Auxiliaries[k - 1].Gamma0 : 0;
    }

    /// <inheritdoc/>
    // A run that ends at its very switch point has trained no step behind it.
    SwitchTime? ISchedule.PendingSwitch(int auxiliary, Progress progress, Observations observed) =>
        progress.Epoch <= PointOf(auxiliary) ? new SwitchTime(PointOf(auxiliary)) : null;

    private double PointOf(int auxiliary) => run.Auxiliaries[auxiliary - 1].At ?? _switchPoint;
}

/// <summary>The <c>switch</c> strategy: see <see cref="SwitchSchedule"/>.</summary>
public sealed partial record SwitchOptions : StrategyOptions
{
    private static readonly string[] OfAuto = ["window", "steepGain", "margin"];

    /// <summary>The switch point in primary epochs, or <c>auto</c> to find it by probes; null for half of the planned epochs.</summary>
    public SwitchTime? At { get; init; }

    /// <summary>The rise of dev quality is measured over the latest part of training: that part's share of the cost so far.</summary>
    [Within("(0, 1)")]
    public double Window { get; init; } = 0.25;

    /// <summary>The rise of dev quality over the window, in the quality's unit, at and above which training does not switch.</summary>
    [Within("[0, inf)")]
    public double SteepGain { get; init; } = 0.01;

    /// <summary>All tasks go on only if training them is better than the primary alone by this much, at equal cost and in the quality's unit.</summary>
    [Within("[0, inf)")]
    public double Margin { get; init; } = 0.002;

    /// <inheritdoc/>
    public override string Name => "switch";

    /// <inheritdoc/>
    public override bool WeighsEachAlone => true;

    /// <inheritdoc/>
    internal override bool Probes => At is { Epochs: null };

    /// <inheritdoc/>
    internal override IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TaskOptions> auxiliaries) => Probes
        ? base.WithoutEffect(auxiliaries)
        : base.WithoutEffect(auxiliaries).Concat(OfAuto.Select(name => (name, "the switch point is a fixed one, so it has no effect; it is for strategy.at auto (--at auto). Leave it out.")));

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => Probes ? new AutoSwitchSchedule(run, this) : new SwitchSchedule(run, this);

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        Forbid(path, At?.Epochs is { } epochs && !(epochs >= 0 && double.IsFinite(epochs)), "at", FormattableString.Invariant($"is {At?.Epochs}; it must be at least 0."));
    }
}
