using System.Text.Json.Serialization;

namespace MT2ST.Tasks;

/// <summary>JSON of the tasks' options, without reflection; names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnalogyOptions))]
[JsonSerializable(typeof(ClassificationOptions))]
[JsonSerializable(typeof(GloveOptions))]
[JsonSerializable(typeof(LexiconOptions))]
[JsonSerializable(typeof(NegativeSamplingOptions))]
[JsonSerializable(typeof(RelationOptions))]
[JsonSerializable(typeof(SimilarityOptions))]
[JsonSerializable(typeof(TaggingOptions))]
internal sealed partial class TaskJson : JsonSerializerContext;
