using System.Text.Json.Serialization;

namespace MT2ST.Schedules;

/// <summary>JSON of the strategies' own options, without reflection; names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AutoSwitchOptions))]
[JsonSerializable(typeof(BalanceOptions))]
[JsonSerializable(typeof(DwaOptions))]
[JsonSerializable(typeof(FeedbackOptions))]
[JsonSerializable(typeof(FisherOptions))]
[JsonSerializable(typeof(GainOptions))]
[JsonSerializable(typeof(GradNormOptions))]
[JsonSerializable(typeof(NoScheduleOptions))]
[JsonSerializable(typeof(UncertaintyOptions))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
