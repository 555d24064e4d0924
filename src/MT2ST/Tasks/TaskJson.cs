using System.Text.Json.Serialization;

namespace MT2ST.Tasks;

/// <summary>JSON of the tasks' options, without reflection; names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CbowOptions))]
[JsonSerializable(typeof(ClassificationOptions))]
[JsonSerializable(typeof(LexiconOptions))]
[JsonSerializable(typeof(RelationOptions))]
[JsonSerializable(typeof(SkipGramOptions))]
[JsonSerializable(typeof(TaggingOptions))]
internal sealed partial class TaskJson : JsonSerializerContext;
