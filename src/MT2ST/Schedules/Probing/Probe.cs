namespace MT2ST.Schedules.Probing;

/// <summary>What a probe gave: the quality that other weights reached from the same parameters as the run.</summary>
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

    /// <summary>Whether it was as long as the run's own side by cost; false for as long by primary epochs.</summary>
    public required bool HasEqualCost { get; init; }

    /// <summary>The cost that it took, as <see cref="Progress.Cost"/> counts it.</summary>
    public required double Cost { get; init; }

    /// <summary>The primary's quality on dev half A at its end, greater is better.</summary>
    public required double Dev { get; init; }

    /// <summary>How far two evaluations of one quality lie apart by chance, as the run's curve tells (a standard error); 0 where it is too short.</summary>
    public double Error { get; init; }

    /// <summary>Whether what it tested ran in the probe, and so not in the run.</summary>
    public bool RanIt => Weights[Math.Max(1, Auxiliary)] > 0; // All together: each or none.

    /// <summary>The run's own quality at the evaluation that it is compared with.</summary>
    public required double RunDev { get; init; }

    /// <summary>How much better the primary was with what was tested than without it, in the quality's unit.</summary>
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

    /// <summary>As long as what the run did since the mark, by cost.</summary>
    internal static ProbeRequest OfSameCost(Observations observed, IReadOnlyList<double> weights, int auxiliary) =>
        new(weights, auxiliary) { Cost = observed.Points[^1].Cost - observed.Points[observed.Mark!.Value].Cost };

    /// <summary>As long as what the run did since the mark, by primary epochs.</summary>
    internal static ProbeRequest OfSameEpochs(Observations observed, IReadOnlyList<double> weights, int auxiliary) =>
        new(weights, auxiliary) { Epochs = observed.Points[^1].Epoch - observed.Points[observed.Mark!.Value].Epoch };
}
