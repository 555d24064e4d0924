using System.Text.Json.Serialization;

namespace MT2ST.Tasks;

/// <summary>JSON of the tasks' options, without reflection; names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnalogyOptions))]
[JsonSerializable(typeof(CbowOptions))]
[JsonSerializable(typeof(ClassificationOptions))]
[JsonSerializable(typeof(GloveOptions))]
[JsonSerializable(typeof(LexiconOptions))]
[JsonSerializable(typeof(RelationOptions))]
[JsonSerializable(typeof(SimilarityOptions))]
[JsonSerializable(typeof(SkipGramOptions))]
[JsonSerializable(typeof(TaggingOptions))]
internal sealed partial class TaskJson : JsonSerializerContext;
