using MT2ST.Catalogs;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>
/// The verdict in words: which row ends best on test, which reaches the target soonest, and which to use. "Not shown" and
/// "no difference shown" stand beside an interval that covers 0, and nowhere else.
/// </summary>
internal sealed class VerdictSentences
{
    private readonly ComparisonResult _result;
    private readonly ComparisonVerdict _verdict;
    private readonly CostMeasure _cost;
    private readonly QualityText _quality;
    private readonly string _target;

    private VerdictSentences(ComparisonResult result, ComparisonVerdict verdict)
    {
        _result = result;
        _verdict = verdict;
        _cost = CostMeasure.For(result);
        _quality = QualityText.For(result);
        _target = QualityTarget.Parse(result.Target).Description;
    }

    /// <summary>The two answers and the recommendation; empty if the result has no verdict.</summary>
    public static IReadOnlyList<string> Of(ComparisonResult result)
    {
        if (ComparisonVerdict.Of(result) is not { } verdict)
            return [];
        VerdictSentences sentences = new(result, verdict);
        return [$"Best on test: {sentences.OnTest()}", $"Soonest at {sentences._target}: {sentences.Soonest()}", $"Recommendation{sentences.Recommendation()}"];
    }

    private string OnTest()
    {
        if (_verdict.Test is not { } test)
            return "not measured, as there is no test data.";
        string value = string.Create(CultureInfo.InvariantCulture, $"{_quality.Metric} {test.Value:0.0000}");
        if (test.DifferenceVsStl is not { } difference)
            return $"{test.Row}, {value}{(test.Next is { } next ? $". {next.Row}, the next, ends {Against(next.Difference)}" : "")}.";
        string also = test.AlsoHighest.Count == 0 ? "" : $" {Listed(test.AlsoHighest, "and")} {(test.AlsoHighest.Count == 1 ? "ends" : "end")} as high.";
        string shown = test.ShownBest is { } best && best.Row != test.Row && !test.AlsoHighest.Contains(best.Row) ? $" The best row that is shown to be better than stl is {best.Row}, {_quality.Difference(best.Difference)}." : "";
        return string.Create(CultureInfo.InvariantCulture, $"{test.Row}, {value} (stl {test.StlValue:0.0000}), {Against(difference)}.{also}{shown}");
    }

    private string Soonest()
    {
        TimeAnswer time = _verdict.Time;
        if (time.Row is null)
            return $"no row reaches it with every seed ({string.Join(", ", _result.Strategies.Select(row => $"{row.Name} {row.Reached}"))}).";
        string cost = $"{time.Row}, after {_cost.Quantity(time.ToTarget!.Value)}{CpuBeside(measure => $" ({measure.Quantity(measure.MeanToTarget(Row(time.Row)) ?? 0)})")}";
        if (time.ReductionVsStl is not { } reduction)
            return $"{cost}. {(time.Next is { } next ? $"{next.Row}, the next, takes {Changes(next.Reduction)}" : "No other row reaches it with every seed")}.";
        string stl = time.StlToTarget is { } own ? $" (stl {CostMeasure.Number(own)})" : " (stl misses it, so its whole runs are compared)";
        string shown = time.ShownSoonest is { } first && first.Row != time.Row ? $" The soonest row that is shown to be sooner than stl is {first.Row}, {Changes(first.Reduction)}." : "";
        return $"{cost}{stl}, {Changes(reduction)}.{shown}";
    }

    private string Recommendation()
    {
        Advice advice = _verdict.Advice;
        return advice.Reason switch
        {
            AdviceReason.TooFewSeeds => TooFewSeeds(),
            AdviceReason.NothingShown => $": use stl, the primary task alone. No other row is shown to {(_verdict.Test is null ? "" : "end better on test or to ")}reach {_target} sooner.{NothingShown()}",
            AdviceReason.Time => $", by time alone: use {Named(advice.Row!)}. It reaches {_target} with {Shortly(advice.ReductionVsStl)} than stl; {Total(advice)}.{TestNotShown(advice)}",
            AdviceReason.PlainMean when advice.InsteadOf!.Row == ComparisonRow.Stl => $": use {Named(advice.Row!)}. It ends {Against(advice.TestDifferenceVsStl!, "stl")} on test, and {Total(advice)}.",
            AdviceReason.PlainMean => $": use {Named(advice.Row!)}. It ends as high on test as {advice.InsteadOf!.Row} or higher ({Against(advice.InsteadOf.Difference)}), {Against(advice.TestDifferenceVsStl!, "stl")}, and {Total(advice)}.",
            _ => $": use {Named(advice.Row!)}. It ends {Against(advice.TestDifferenceVsStl!, "stl")} on test; {Total(advice)}. {ToTarget(advice)}{BetterNotShown(advice)}",
        };
    }

    private string TooFewSeeds()
    {
        string sofar = _verdict.Test is { } test ? $" With these, {test.Row} ends highest on test." : "";
        return FormattableString.Invariant($": none yet. Whether a difference is more than chance needs {PairedEstimate.MinimumSeedCount} seeds, and there {(_result.Seeds.Count == 1 ? "is" : "are")} {_result.Seeds.Count}.{sofar}");
    }

    private string NothingShown()
    {
        string[] open = [.. _verdict.Advice.NotShownBetterThan.Select(rival => $"{rival.Row} ({_quality.Difference(rival.Difference)})")];
        string test = open.Length == 0 ? "" : $" Not shown: a difference on test of {Listed(open, "or")}.";
        string time = _verdict.Time is { Row: { } row, ReductionVsStl: { } reduction } && _cost.Of(reduction) is { } saved && ShownBy.Interval(saved) == Shown.NoDifference
            ? $" Not shown: that {row} is sooner ({_cost.Change(saved)})."
            : "";
        return test + time + (_verdict.Test is null ? " Quality on test was not measured." : "");
    }

    private string TestNotShown(Advice advice) => advice.TestDifferenceVsStl is { } difference
        ? $" Not shown: that it ends better on test ({_quality.Difference(difference)})."
        : " Its quality on test was not measured.";

    private string BetterNotShown(Advice advice)
    {
        string[] rivals = [.. advice.NotShownBetterThan.Select(rival => $"{rival.Row} ({_quality.Difference(rival.Difference)})")];
        string better = rivals.Length == 0 ? "" : $" Not shown: that it ends better than {Listed(rivals, "or")}.";
        return better + (advice.Placebo is { } placebo ? $" The placebo, whose labels are shuffled, does as well: against it, {advice.Row} ends {Against(placebo.Difference)}." : "");
    }

    private string ToTarget(Advice advice) => advice.ReductionVsStl is { } reduction
        ? $"It reaches {_target} with {Shortly(reduction)}."
        : $"It reaches {_target} with {Row(advice.Row!).Reached} seeds.";

    private string Total(Advice advice)
    {
        string Amounts(CostMeasure measure) => $"{measure.Quantity(measure.MeanInAll(Row(advice.Row!)))} against {CostMeasure.Number(measure.MeanInAll(Row(ComparisonRow.Stl)))}";
        string amounts = Amounts(_cost) + CpuBeside(measure => $"; {Amounts(measure)}");
        return advice.TotalReductionVsStl is { } total && Change(_cost, total) is { } change
            ? $"a whole run takes {change} than stl's ({amounts})"
            : $"a whole run takes {amounts} for stl's";
    }

    /// <summary>CPU seconds as plain figures where they are too short to compare; nothing where they are compared, or not comparable.</summary>
    private string CpuBeside(Func<CostMeasure, string> text) => _cost == CostMeasure.Cpu || _result.Jobs > 1 ? "" : text(CostMeasure.Cpu);

    private StrategyResult Row(string name) => _result.Strategies.First(row => row.Name == name);

    /// <summary>A difference on test with what it shows.</summary>
    private string Against(PairedEstimate difference, string? other = null) => $"{_quality.Difference(difference)}{(other is null ? "" : $" than {other}")}{Doubt(ShownBy.Interval(difference))}";

    /// <summary>What is saved in CPU time, if times can be compared, and in multiply-adds beside it.</summary>
    private string Changes(Reduction reduction) =>
        string.Join(" and ", (_cost == CostMeasure.Cpu ? CostMeasure.All : [_cost]).Select(measure => Change(measure, reduction)).OfType<string>());

    private string Shortly(Reduction? reduction) => Change(_cost, reduction) ?? "as much";

    private static string? Change(CostMeasure measure, Reduction? reduction) =>
        measure.Of(reduction) is { } saved ? $"{measure.Change(saved)}{Doubt(ShownBy.Interval(saved))}" : null;

    private static string Doubt(Shown shown) => shown switch
    {
        Shown.NoDifference => " (no difference shown)",
        Shown.NoInterval => " (no interval)",
        _ => "",
    };

    private static string Named(string row) => BuiltInControls.All.TryFind(row, out CatalogEntry<Func<ControlDerivation>>? control) ? $"{row} ({control.Summary})" : row;

    private static string Listed(IReadOnlyList<string> names, string last) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} {last} {names[^1]}";
}
