namespace MT2ST.Schedules;

/// <summary>What a probe gave: the quality that other weights reached from the same parameters.</summary>
/// <param name="From">The evaluation at which it started, as an index of <see cref="Observations.Points"/>.</param>
/// <param name="Against">The run's own evaluation that it is compared with.</param>
/// <param name="Weights">The task weights, the primary's first.</param>
/// <param name="Cost">The multiply-adds that it took.</param>
/// <param name="Dev">The primary's quality on dev half A at its end, greater is better.</param>
public sealed record Probe(int From, int Against, IReadOnlyList<double> Weights, double Cost, double Dev);
