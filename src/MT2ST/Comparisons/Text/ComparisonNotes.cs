using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Comparisons.Text;

/// <summary>What a comparison could not make, measure or tell apart: each stands in the report instead of a silent gap.</summary>
internal static class ComparisonNotes
{
    /// <summary>Notes on the figures: seeds without a figure on test or without CPU time, and seeds without a difference.</summary>
    public static IEnumerable<string> OnFigures(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StrategyResult? stl = result.Strategies.FirstOrDefault(row => row.Name == ComparisonRow.Stl);
        if (result.Strategies.SelectMany(row => row.Runs).Any(HasTest))
        {
            foreach (StrategyResult row in result.Strategies.Where(row => !row.Runs.All(HasTest)))
                yield return $"{row.Name} has no figure on test with {Seeds(row.Runs.Where(run => !HasTest(run)))}, so no difference of it is given.";
        }
        foreach (StrategyResult row in result.Strategies.Where(row => result.Jobs == 1 && row.ReductionVsStl is { Cpu: null }))
            yield return $"{row.Name}: the clock measured no CPU time to the target with some seed, of it or of stl, so no reduction of CPU time is given.";
        if (stl is not null && CostMeasure.For(result) == CostMeasure.Cpu) // As for all reductions of CPU time.
        {
            foreach (string note in result.Strategies.Select(row => OnTeacher(row, stl)).OfType<string>())
                yield return note;
        }
        if (stl is not null && Equal(result, stl) is { Length: > 0 } equal)
            yield return $"Seeds without a difference, as the figure on test equals stl's: {string.Join("; ", equal)}.";
    }

    /// <summary>Notes on the rows: controls that could not be made, rows that are the same, and switch points that were not reached.</summary>
    /// <param name="result">The result.</param>
    /// <param name="rows">The rows as they ran.</param>
    /// <param name="asksForControls">Whether the comparison was to have the controls.</param>
    public static IEnumerable<string> OnRows(ComparisonResult result, IReadOnlyList<ComparisonRow> rows, bool asksForControls)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (asksForControls && rows.All(row => row.Name != BuiltInControls.Placebo))
            yield return $"There is no row {BuiltInControls.Placebo}: {(rows[0].Options.Auxiliaries.Count == 0 ? "there is no auxiliary" : "no auxiliary has labels to shuffle")}.";
        if (asksForControls && rows.All(row => row.Name != ComparisonRow.Pretrain))
            yield return $"There is no row {ComparisonRow.Pretrain}: there is no auxiliary.";
        foreach (IGrouping<string, ComparisonRow> same in rows.GroupBy(row => RunIdentity.SettingsOf(row.Options)).Where(group => group.Count() > 1))
            yield return $"The rows {string.Join(", ", same.Select(row => row.Name))} have the same settings, so their figures are those of the same runs.";
        foreach (ComparisonRow row in rows.Where(row => row.Options.Strategy is SwitchOptions))
        {
            RunResult[] all = [.. result.Strategies.First(other => other.Name == row.Name).Runs], missed = [.. all.Where(IsUnswitched)];
            if (missed.Length > 0)
                yield return $"{row.Name} did not reach its switch point with {(missed.Length == all.Length ? "any seed" : Seeds(missed))}: {Ends(missed)}, all tasks to the end.";
        }
    }

    private static string? OnTeacher(StrategyResult row, StrategyResult stl)
    {
        CostMeasure cpu = CostMeasure.Cpu;
        if (row.Runs[0].TeacherSeconds is not { } teacher || cpu.MeanToTarget(row) is not { } own || cpu.MeanToTarget(stl) is not { } alone)
            return null;
        string change = cpu.Change(new ReductionEstimate { Mean = 1 - ((own + teacher) / alone) });
        return $"{row.Name}: with the teacher's {cpu.Quantity(teacher)}, spent once before all runs, the target takes {change} than stl ({cpu.Text(own + teacher)} instead of {cpu.Text(alone)}).";
    }

    private static bool HasTest(RunResult run) => run.Test is { } value && double.IsFinite(value);

    private static string[] Equal(ComparisonResult result, StrategyResult stl) =>
    [
        .. result.Strategies
            .Where(row => row != stl)
            .Select(row => (row.Name, Runs: row.Runs.Zip(stl.Runs).Where(pair => HasTest(pair.First) && pair.First.Test == pair.Second.Test).Select(pair => pair.First).ToArray()))
            .Where(row => row.Runs.Length > 0)
            .Select(row => $"{row.Name} with {(row.Runs.Length == result.Seeds.Count ? "every seed" : Seeds(row.Runs))}"),
    ];

    private static bool IsUnswitched(RunResult run) => run.Curve is [.., var last] && last.Weights.Skip(1).Any(weight => weight > 0);

    private static string Ends(RunResult[] runs)
    {
        double[] epochs = [.. runs.Select(run => run.Curve[^1].Epoch)];
        string when = epochs.Min() == epochs.Max() ? FormattableString.Invariant($"{epochs[0]:0.##}") : FormattableString.Invariant($"{epochs.Min():0.##} to {epochs.Max():0.##}");
        return $"{(runs.Length == 1 ? "the run" : "the runs")} ended after {when} epochs";
    }

    private static string Seeds(IEnumerable<RunResult> runs)
    {
        string[] seeds = [.. runs.Select(run => run.Seed.ToString(CultureInfo.InvariantCulture))];
        return $"{(seeds.Length == 1 ? "seed" : "seeds")} {string.Join(", ", seeds)}";
    }
}
