using System.Text.Json;
using System.Text.Json.Serialization;
using MT2ST.Corpora;
using MT2ST.Schedules;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>Source-generated JSON metadata of a run's settings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(TextConverter), typeof(TextListConverter), typeof(CamelCaseEnumConverter<Execution>), typeof(CamelCaseEnumConverter<FadeShape>), typeof(CamelCaseEnumConverter<PairHalf>)])]
[JsonSerializable(typeof(RunOptions))]
internal sealed partial class RunJson : JsonSerializerContext;
