using System.Text.Json;
using System.Text.Json.Serialization;
using MT2ST.Formats;
using MT2ST.Vocabularies;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>info</c> says about a trained model beside its files; values that its version did not write are null.</summary>
internal sealed record ModelSummary
{
    /// <summary>The primary task.</summary>
    public string? Task { get; init; }

    /// <summary>The strategy.</summary>
    public string? Strategy { get; init; }

    /// <summary>The tasks that took part, the primary first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>The labels, or tags, that it gives, the most frequent first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The quality on dev at the parameters kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricValue? Dev { get; init; }

    /// <summary>The quality on test.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricValue? Test { get; init; }

    /// <summary>Reads the files of a model folder beside its vectors; null if it holds vectors alone.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ModelSummary? Of(string folder, CancellationToken cancellationToken)
    {
        string labels = Path.Combine(folder, ModelFolder.Labels);
        JsonElement? run = Read(Path.Combine(folder, ModelFolder.Run)), report = Read(Path.Combine(folder, ModelFolder.Report));
        if (run is null)
            return null;
        return new ModelSummary
        {
            Task = Text(Find(run, "primary", "task")),
            Strategy = Text(Find(run, "strategy", "name")),
            Tasks = Find(report, "tasks") is { ValueKind: JsonValueKind.Array } tasks ? [.. tasks.EnumerateArray().Select(task => task.ToString())] : null,
            Labels = File.Exists(labels) && Vocabulary.Load(labels, cancellationToken) is var names ? [.. Enumerable.Range(0, names.Count).Select(id => names[id])] : null,
            Dev = MetricOf(report, "dev"),
            Test = MetricOf(report, "test"),
        };
    }

    private static MetricValue? MetricOf(JsonElement? report, string split) =>
        Text(Find(report, split, "metric")) is { } metric && Find(report, split, "value") is { ValueKind: JsonValueKind.Number } value ? new MetricValue(metric, value.GetDouble()) : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Find(JsonElement? json, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (json is not { ValueKind: JsonValueKind.Object } || !json.Value.TryGetProperty(name, out JsonElement next))
                return null;
            json = next;
        }
        return json;
    }

    private static JsonElement? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: is no JSON: {error.Message}", error);
        }
    }
}

/// <summary>A metric with its value.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">Its value in its own unit.</param>
internal sealed record MetricValue(string Metric, double Value)
{
    public override string ToString() => FormattableString.Invariant($"{Metric} {Value:0.0000}");
}
