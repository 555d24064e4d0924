namespace MT2ST.Schedules;

/// <summary>Where a run stood at one evaluation, as far as schedules read it.</summary>
/// <param name="Epoch">Primary epochs trained, fractions included.</param>
/// <param name="Cost">Multiply-adds on the way there, probes left out (<see cref="Progress.Cost"/>).</param>
/// <param name="Dev">The primary's quality on dev half A, greater is better.</param>
public sealed record EvaluationPoint(double Epoch, double Cost, double Dev);
