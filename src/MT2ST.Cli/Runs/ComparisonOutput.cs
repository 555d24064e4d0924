using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Comparisons.Tuning;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Runs;

/// <summary>Prints the findings of a comparison for readers.</summary>
internal static class ComparisonOutput
{
    /// <summary>Writes the tables, the verdict, a sentence for each row against STL, and how it was measured.</summary>
    /// <param name="result">The result.</param>
    /// <param name="warmUpSeconds">How long each task ran unmeasured first.</param>
    /// <param name="terminal">The terminal to write to.</param>
    public static void Write(ComparisonResult result, double warmUpSeconds, Terminal terminal)
    {
        Write(ComparisonTable.FromResult(result), terminal);
        if (ComparisonTable.OfTestSets(result) is { } sets)
            Write(sets, terminal);
        if (ComparisonTable.OfBaselines(result) is { } baselines)
            Write(baselines, terminal);
        foreach (string sentence in ComparisonSentence.All(result))
            terminal.Output.WriteLine($"{sentence}{Environment.NewLine}");
        foreach (string warning in result.Warnings)
            terminal.Output.WriteLine($"Warning: {warning}");
        if (result.Note is { } note)
            terminal.Output.WriteLine(note);
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Target: {QualityTarget.Parse(result.Target).Description} with the same seed, on the half of dev that is not used for stopping and tuning. Dev and test: mean ± standard deviation over seeds; costs to target: medians; CPU: the run's own threads."));
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Seeds: {string.Join(", ", result.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}. {Intervals(result)} {WarmUp(warmUpSeconds)}"));
    }

    /// <summary>Writes each row's trials, what each was chosen for, and what tuning cost.</summary>
    public static void WriteTuning(IReadOnlyList<TunedRow> rows, Terminal terminal)
    {
        foreach (TunedRow row in rows)
        {
            terminal.WriteTable(
                [$"trials of {row.Name}", "mean dev", "multiply-adds to target (M)", "chosen for"],
                row.Trials.Select(trial => new[]
                {
                    TuningReport.Text(trial),
                    trial.MeanDev.ToString("0.0000", CultureInfo.InvariantCulture),
                    trial.MeanMultiplyAddsToTarget(row.Targets) is var cost && double.IsFinite(cost) ? (cost / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture) : "missed",
                    TuningReport.ChosenFor(row, trial),
                }));
        }
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"Tuning took {rows.Sum(row => row.CpuSeconds):0.0} CPU seconds of training and evaluation, {rows.Sum(row => row.MultiplyAdds) / 1e6:#,0.0} M multiply-adds, in {rows.Sum(row => row.Trials.Count)} trials on seeds {string.Join(", ", rows[0].Targets.Keys)}."));
    }

    private static void Write(ComparisonTable table, Terminal terminal) =>
        terminal.WriteTable([.. table.Headers], table.Rows.Select(row => row.ToArray()));

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
