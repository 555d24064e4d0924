namespace MT2ST.Comparisons;

/// <summary>A row with the trials of its tuning.</summary>
/// <param name="Row">The row as it was before tuning.</param>
/// <param name="Trials">The trials, at least one.</param>
public sealed record RowTrials(ComparisonRow Row, IReadOnlyList<TrialResult> Trials);
