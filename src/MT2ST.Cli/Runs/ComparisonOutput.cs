using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MT2ST.Cli.Commands;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Comparisons.Tuning;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Runs;

/// <summary>Prints the findings of a comparison for readers.</summary>
internal static class ComparisonOutput
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the tables, how they were measured, what is missing from them, and last the verdict.</summary>
    /// <param name="result">The result.</param>
    /// <param name="warmUpSeconds">How long each task ran unmeasured first.</param>
    /// <param name="terminal">The terminal to write to.</param>
    public static void Write(ComparisonResult result, double warmUpSeconds, Terminal terminal)
    {
        foreach (ComparisonTable table in ComparisonTable.AllOf(result))
        {
            terminal.Output.WriteLine(table.Title);
            terminal.WriteNarrowTable([.. table.Headers], table.Rows.Select(row => row.ToArray()));
        }
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Target: {QualityTarget.Parse(result.Target).Description} with the same seed, on the half of dev that is not used for stopping and tuning. Qualities: mean ± standard deviation over seeds; costs: geometric means; CPU: the run's own threads."));
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Seeds: {string.Join(", ", result.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}. {Intervals(result)} {WarmUp(warmUpSeconds)}"));
        foreach (string warning in result.Warnings)
            terminal.Output.WriteLine($"Warning: {warning}");
        foreach (string note in result.Notes.Append(result.Note).OfType<string>())
            terminal.Output.WriteLine($"Note: {note}");
        if (result.Placebo is { } placebo)
            terminal.Output.WriteLine(placebo);
        foreach (string sentence in result.Answers)
            terminal.Output.WriteLine($"{Environment.NewLine}{sentence}");
    }

    /// <summary>Writes each row's trials, what each was chosen for, and what tuning cost.</summary>
    public static void WriteTuning(TuningResult tuning, Terminal terminal)
    {
        foreach ((string row, IReadOnlyList<TrialSummary> trials) in tuning.Trials)
        {
            terminal.WriteNarrowTable(
                [$"trials of {row}", "mean dev", "multiply-adds to target (M)", "chosen for"],
                trials.Select(trial => new[]
                {
                    trial.ToString(),
                    trial.DevMean.ToString("0.0000", CultureInfo.InvariantCulture),
                    trial.MultiplyAddsToTargetMean is { } cost ? (cost / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture) : "missed",
                    trial.ChosenFor,
                }));
        }
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Tuning took {tuning.CpuSeconds:0.0} CPU seconds of training and evaluation, {tuning.MultiplyAdds / 1e6:#,0.0} M multiply-adds, in {tuning.TrialCount} trials on seeds {string.Join(", ", tuning.Seeds)}."));
    }

    /// <summary>A run file's <c>strategies</c> with the settings of all chosen rows, and beside them what tuning cost.</summary>
    public static string TunedSettings(TuningResult tuning)
    {
        JsonObject cost = (JsonObject)JsonSerializer.SerializeToNode(tuning, CommandJson.Readable.TuningResult)!;
        JsonNode? strategies = cost["strategies"];
        cost.Remove("strategies");
        cost.Remove("trials");
        return new JsonObject { ["strategies"] = strategies, ["tuningCost"] = cost }.ToJsonString(Readable);
    }

    private static string WarmUp(double seconds) => seconds > 0
        ? FormattableString.Invariant($"Each task ran {seconds:0.##} s unmeasured first.")
        : "There was no warm-up, so the first runs are charged for compilation.";

    private static string Intervals(ComparisonResult result)
    {
        if (result.Settling is { } settling)
        {
            string unsettled = settling.Unsettled.Count == 0 ? "settled" : $"not settled: {string.Join(", ", settling.Unsettled)}";
            return FormattableString.Invariant(
                $"Looked at {string.Join(", ", settling.Looks)} seeds: {unsettled} (an interval that excludes a reduction of {100 * settling.Claim:0.##} % or is at most {100 * settling.Width:0.##} points wide). Intervals are {100 * settling.Level:0.#} %, paired by seed, corrected for {SequentialStopRule.SeedCounts.Count} looks (Bonferroni): together at least 95 %.");
        }
        return result.Seeds.Count >= PairedEstimate.MinimumSeedCount ? "Intervals are 95 %, paired by seed." : $"Intervals need {PairedEstimate.MinimumSeedCount} seeds.";
    }
}
