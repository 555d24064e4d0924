using System.Text.Json;

namespace MT2ST.Comparisons;

/// <summary>One point of a row's tuning space.</summary>
/// <param name="Row">The row with the point's settings.</param>
/// <param name="Settings">The settings of the point, by dotted path.</param>
public sealed record TuningTrial(ComparisonRow Row, IReadOnlyDictionary<string, JsonElement> Settings);
