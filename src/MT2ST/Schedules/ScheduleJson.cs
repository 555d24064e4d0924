using System.Text.Json.Serialization;

namespace MT2ST.Schedules;

/// <summary>JSON of the strategies' own options, without reflection; names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NoScheduleOptions))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
