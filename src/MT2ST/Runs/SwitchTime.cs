using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>When <c>switch</c> switches: at a time, or where the run finds it best (<c>auto</c>).</summary>
/// <param name="Epochs">The switch point in primary epochs; null for <c>auto</c>.</param>
[JsonConverter(typeof(SwitchTimeConverter))]
public sealed record SwitchTime(double? Epochs);
