namespace MT2ST.Schedules.Probing;

/// <summary>The result of a probe: the quality that other weights reached from the run's own parameters.</summary>
public sealed record Probe
{
    /// <summary>The evaluation at which it started, as an index of <see cref="Observations.Points"/>.</summary>
    public required int From { get; init; }

    /// <summary>The primary epochs at which it started.</summary>
    public required double Epoch { get; init; }

    /// <summary>The task weights, the primary's first.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The auxiliary whose worth it tested, from 1; 0 for all of them together.</summary>
    public int Auxiliary { get; init; }

    /// <summary>Whether it was as long as the run's own side by cost; false if by primary epochs.</summary>
    public required bool HasEqualCost { get; init; }

    /// <summary>Its cost, as <see cref="Progress.Cost"/> counts it.</summary>
    public required double Cost { get; init; }

    /// <summary>The primary's quality on dev half A at its end, greater is better.</summary>
    public required double Dev { get; init; }

    /// <summary>The standard error of the difference of two evaluations by chance alone, estimated from the run's curve; 0 while the curve is too short.</summary>
    public double Error { get; init; }

    /// <summary>Whether the tested auxiliaries ran in the probe, and so not in the run.</summary>
    public bool RanIt => Weights[Math.Max(1, Auxiliary)] > 0; // All together: each or none.

    /// <summary>The run's own quality, at the evaluation with which the probe is compared.</summary>
    public required double RunDev { get; init; }

    /// <summary>How much better the primary was with the tested auxiliaries than without them, in the quality's unit.</summary>
    public double Advantage => RanIt ? Dev - RunDev : RunDev - Dev;
}

/// <summary>A short training aside that a strategy asks for: from the parameters marked before, with fixed weights.</summary>
/// <param name="Weights">The task weights, the primary's first.</param>
/// <param name="Auxiliary">The auxiliary whose worth it tests, from 1; 0 for all of them together.</param>
internal sealed record ProbeRequest(IReadOnlyList<double> Weights, int Auxiliary)
{
    /// <summary>The cost to spend, as <see cref="Progress.Cost"/> counts it; infinity for no limit.</summary>
    public double Cost { get; init; } = double.PositiveInfinity;

    /// <summary>The primary epochs to train; infinity for no limit.</summary>
    public double Epochs { get; init; } = double.PositiveInfinity;

    /// <summary>A probe that spends as much cost as the run since the mark.</summary>
    internal static ProbeRequest OfSameCost(Observations observed, IReadOnlyList<double> weights, int auxiliary) =>
        new(weights, auxiliary) { Cost = observed.Points[^1].Cost - observed.Points[observed.Mark!.Value].Cost };

    /// <summary>A probe that trains for as many primary epochs as the run since the mark.</summary>
    internal static ProbeRequest OfSameEpochs(Observations observed, IReadOnlyList<double> weights, int auxiliary) =>
        new(weights, auxiliary) { Epochs = observed.Points[^1].Epoch - observed.Points[observed.Mark!.Value].Epoch };
}
