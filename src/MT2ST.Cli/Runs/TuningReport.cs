using System.Text.Json;
using System.Text.Json.Nodes;
using MT2ST.Comparisons.Tuning;

namespace MT2ST.Cli.Runs;

/// <summary>What tuning chose and what it cost, as JSON.</summary>
internal static class TuningReport
{
    /// <summary>The settings of a trial as one text.</summary>
    public static string Text(TrialResult trial) => trial.Trial.Settings.Count == 0
        ? "as in the run file"
        : string.Join(", ", trial.Trial.Settings.Select(setting => $"{setting.Key}={setting.Value.GetRawText()}"));

    /// <summary>What a trial was chosen for; empty for nothing.</summary>
    public static string ChosenFor(TunedRow row, TrialResult trial) => (trial == row.BestDev, trial == row.Cheapest) switch
    {
        (true, true) => "dev, cost",
        (true, false) => "dev",
        (false, true) => "cost",
        _ => "",
    };

    /// <summary>A run file's <c>strategies</c> with the settings of all chosen rows, and beside them what tuning cost.</summary>
    public static JsonObject Settings(IReadOnlyList<TunedRow> rows) => new()
    {
        ["strategies"] = Strategies(rows),
        ["tuningCost"] = Cost(rows),
    };

    /// <summary>The cost of tuning, what was chosen, and for each row the trials.</summary>
    public static JsonObject Report(IReadOnlyList<TunedRow> rows)
    {
        JsonObject report = Cost(rows);
        report["strategies"] = Strategies(rows);
        report["trials"] = Object(rows.Select(row => KeyValuePair.Create(row.Name, (JsonNode?)new JsonArray([.. row.Trials.Select(trial => Trial(row, trial))]))));
        return report;
    }

    private static JsonObject Strategies(IReadOnlyList<TunedRow> rows) =>
        Object(rows.SelectMany(row => row.Rows).DistinctBy(row => row.Name).Select(row => KeyValuePair.Create(row.Name, (JsonNode?)Settings(row.Overrides))));

    private static JsonObject Cost(IReadOnlyList<TunedRow> rows) => new()
    {
        ["cpuSeconds"] = rows.Sum(row => row.CpuSeconds),
        ["multiplyAdds"] = rows.Sum(row => row.MultiplyAdds),
        ["trialCount"] = rows.Sum(row => row.Trials.Count),
        ["seeds"] = new JsonArray([.. rows[0].Targets.Keys.Select(seed => JsonValue.Create(seed))]),
    };

    private static JsonObject Trial(TunedRow row, TrialResult trial) => new JsonObject
    {
        ["settings"] = Settings(trial.Trial.Settings),
        ["chosenFor"] = ChosenFor(row, trial),
        ["devMean"] = trial.MeanDev,
        ["multiplyAddsMean"] = trial.MeanMultiplyAdds,
        ["multiplyAddsToTargetMean"] = trial.MeanMultiplyAddsToTarget(row.Targets) is var cost && double.IsFinite(cost) ? cost : null,
        ["seeds"] = new JsonArray([.. trial.Runs.Select(run => JsonValue.Create(run.Seed))]),
    };

    private static JsonObject Settings(IReadOnlyDictionary<string, JsonElement> settings) =>
        Object(settings.Select(setting => KeyValuePair.Create(setting.Key, JsonNode.Parse(setting.Value.GetRawText()))));

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> properties) => new(properties);
}
