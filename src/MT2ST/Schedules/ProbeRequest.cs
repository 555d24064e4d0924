namespace MT2ST.Schedules;

/// <summary>A short training aside that a strategy asks for: from the parameters marked before, with fixed weights.</summary>
/// <param name="Weights">The task weights, the primary's first.</param>
/// <param name="Auxiliary">The auxiliary whose worth it tests, from 1; 0 for all of them together.</param>
public sealed record ProbeRequest(IReadOnlyList<double> Weights, int Auxiliary)
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
