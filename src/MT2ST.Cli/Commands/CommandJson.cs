using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MT2ST.Cli.Checks;
using MT2ST.Cli.Teaching;
using MT2ST.Comparisons.Tuning;

namespace MT2ST.Cli.Commands;

/// <summary>The commands' results as JSON.</summary>
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(IReadOnlyList<NearestReport>))]
[JsonSerializable(typeof(FileReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(TeachReport))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(TrainReport))]
[JsonSerializable(typeof(TuningResult))]
[JsonSerializable(typeof(WordTeachReport))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>Indented, names in camel case, words of all scripts as they are.</summary>
    public static CommandJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });
}
