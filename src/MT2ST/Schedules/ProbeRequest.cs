namespace MT2ST.Schedules;

/// <summary>A short training aside that a schedule asks for: from the parameters marked before, with fixed weights.</summary>
/// <param name="Weights">The task weights, the primary's first.</param>
public sealed record ProbeRequest(IReadOnlyList<double> Weights)
{
    /// <summary>The multiply-adds to spend; infinity for no limit.</summary>
    public double Cost { get; init; } = double.PositiveInfinity;

    /// <summary>The primary epochs to train; infinity for no limit.</summary>
    public double Epochs { get; init; } = double.PositiveInfinity;
}
