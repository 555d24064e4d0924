using System.Text.Json.Serialization;

namespace MT2ST.Comparisons;

/// <summary>Source-generated JSON metadata of a comparison's results; nulls are written, since a missed target is a result.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComparisonResult))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
