using System.Text.Json.Serialization;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>Source-generated JSON metadata of a run's report.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class ReportJson : JsonSerializerContext;
