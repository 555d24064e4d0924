using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Comparisons.Tuning;
using MT2ST.Corpora.Pairs;

namespace MT2ST;

/// <summary>What a comparison found.</summary>
public sealed record ComparisonResult
{
    /// <summary>The target as it is written, such as <c>stl</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The seeds that every row ran with.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The rows at <see cref="Target"/>.</summary>
    public required IReadOnlyList<StrategyResult> Strategies { get; init; }

    /// <summary>
    /// The same rows at the targets <c>stl</c>, <c>stl-0.1</c>, <c>stl-0.3</c> and <c>0.99xSTL</c> except <see cref="Target"/>
    /// (none if it is fixed), and at <c>mtl-0.3</c> if there is a row <c>mtl</c>.
    /// </summary>
    public required IReadOnlyList<TargetResult> OtherTargets { get; init; }

    /// <summary>By the row's name: the pairs of words that its tasks trained on and those excluded, from its first seed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PairUsage>> Pairs { get => field ?? new Dictionary<string, IReadOnlyList<PairUsage>>(); init; }

    /// <summary>How many runs went at once; above 1 there are no reductions of CPU time.</summary>
    public int Jobs { get; init => field = Math.Max(1, value); } = 1; // 0 in results of older versions.

    /// <summary>How the comparison decided that it had enough seeds; null if their number was given.</summary>
    public SequentialStopResult? Settling { get; init; }

    /// <summary>Warnings about the measurements; may be empty.</summary>
    public IReadOnlyList<string> Warnings { get => field ?? []; init; }

    /// <summary>A warning about the times; null for none.</summary>
    public required string? Note { get; init; }

    /// <summary>How, where and by which versions the result was made; null if not recorded.</summary>
    public ComparisonOrigin? Origin { get; init; }

    /// <summary>What tuning tried and chose; null if nothing was tuned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TuningResult? Tuning { get; init; }

    /// <summary>Reads a result that <see cref="ToJson"/> wrote; values that an older version did not write are empty or null.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">It is not JSON, or no comparison's result.</exception>
    public static ComparisonResult FromJson(string json) =>
        JsonSerializer.Deserialize(json, ComparisonJson.Default.ComparisonResult) ?? throw new JsonException("The result is null.");

    /// <summary>What could not be made or measured, such as a control that the settings do not allow; may be empty.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; }

    /// <summary>The name of the metric on test, or on dev if there is no test data, in words such as <c>micro F1</c>; null if it is not known.</summary>
    public string? Metric => Strategies.SelectMany(row => row.Runs).Select(run => run.TestMetric ?? run.DevMetric).FirstOrDefault(metric => metric is not null) is { } metric ? QualityText.Words(metric) : null;

    /// <summary>What the comparison found, in sentences: first the <see cref="Answers"/>, then one for each row, and that on the <see cref="Placebo"/>.</summary>
    public IReadOnlyList<string> Conclusions => ComparisonSentence.All(this);

    /// <summary>The <see cref="Verdict"/>'s sentences: which row ends best on test, which reaches the target soonest, and the <see cref="Recommendation"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Answers => VerdictSentences.Of(this);

    /// <summary>Which row ends best on test, which reaches the target soonest, and which to use; empty without a row <c>stl</c> and another one.</summary>
    [JsonIgnore]
    public string Verdict => string.Join(' ', Answers);

    /// <summary>Which row to use, what it gains, what it costs and what was not shown: the last of the <see cref="Answers"/>; empty if there are none.</summary>
    public string Recommendation => Answers is [.., var last] ? last : "";

    /// <summary>Whether auxiliaries with shuffled labels gain anything, which they must not; null without a row <c>placebo</c>.</summary>
    [JsonIgnore]
    public string? Placebo => PlaceboSentence.About(this);

    /// <summary>The result as indented JSON, with the figures of the <see cref="Verdict"/> under <c>verdict</c>.</summary>
    public string ToJson()
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(this, ComparisonJson.Default.ComparisonResult)!;
        json["verdict"] = ComparisonVerdict.Of(this) is { } verdict ? JsonSerializer.SerializeToNode(verdict, ComparisonJson.Default.ComparisonVerdict) : null;
        return json.ToJsonString(ComparisonJson.Default.Options);
    }
}

/// <summary>Source-generated JSON metadata of a comparison's results; nulls are written, since a missed target is a result.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComparisonResult)), JsonSerializable(typeof(ComparisonVerdict))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
