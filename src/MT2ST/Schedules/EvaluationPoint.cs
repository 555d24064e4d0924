namespace MT2ST.Schedules;

/// <summary>Where a run stood at one evaluation, as far as schedules read it.</summary>
/// <param name="Epoch">Primary epochs trained, fractions included.</param>
/// <param name="Cost">The cost of the way there, probes left out, as <see cref="Progress.Cost"/> counts it.</param>
/// <param name="Dev">The primary's quality on dev half A, greater is better.</param>
public sealed record EvaluationPoint(double Epoch, double Cost, double Dev);
