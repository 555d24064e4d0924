using System.Text.Json.Nodes;
using MT2ST.Comparisons;

namespace MT2ST.Cli.Runs;

/// <summary>A row's trials and the one that was chosen: the best mean quality on dev.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Trials">The trials, at least one.</param>
internal sealed record TunedRow(string Name, IReadOnlyList<TrialResult> Trials)
{
    public TrialResult Chosen { get; } = TuningChoice.BestDev(Trials);

    /// <summary>CPU seconds of training and evaluation in all trials.</summary>
    public double CpuSeconds => Trials.SelectMany(trial => trial.Runs).Sum(run => run.CpuSeconds + run.EvaluationSeconds);

    /// <summary>The settings of a trial as one text.</summary>
    public static string Text(TrialResult trial) => trial.Trial.Settings.Count == 0
        ? "as in the run file"
        : string.Join(", ", trial.Trial.Settings.Select(setting => $"{setting.Key}={setting.Value.GetRawText()}"));

    /// <summary>The chosen settings of all rows as a run file's <c>strategies</c>.</summary>
    public static JsonObject Strategies(IEnumerable<TunedRow> rows) =>
        Object(rows.Select(row => KeyValuePair.Create(row.Name, (JsonNode?)Settings(row.Chosen))));

    /// <summary>The cost of tuning and, for each row, the trials with their mean quality on dev.</summary>
    public static JsonObject Report(IReadOnlyList<TunedRow> rows) => new()
    {
        ["cpuSeconds"] = rows.Sum(row => row.CpuSeconds),
        ["strategies"] = Strategies(rows),
        ["trials"] = Object(rows.Select(row => KeyValuePair.Create(row.Name, (JsonNode?)new JsonArray([.. row.Trials.Select(Trial)])))),
    };

    private static JsonNode Trial(TrialResult trial) => new JsonObject
    {
        ["settings"] = Settings(trial),
        ["devMean"] = trial.MeanDev,
        ["multiplyAddsMean"] = trial.MeanMultiplyAdds,
        ["seeds"] = new JsonArray([.. trial.Runs.Select(run => JsonValue.Create(run.Seed))]),
    };

    private static JsonObject Settings(TrialResult trial) =>
        Object(trial.Trial.Settings.Select(setting => KeyValuePair.Create(setting.Key, JsonNode.Parse(setting.Value.GetRawText()))));

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> properties) => new(properties);
}
