using System.Text.Json.Serialization;

namespace MT2ST.Comparisons;

/// <summary>Source-generated JSON metadata of kept runs; nulls are told from what is missing, so that a damaged file is noticed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KeptRun))]
internal sealed partial class KeptRunJson : JsonSerializerContext;
