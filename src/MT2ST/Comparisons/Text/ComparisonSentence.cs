using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>What a comparison found, in sentences.</summary>
internal static class ComparisonSentence
{
    /// <summary>All that a comparison found: the verdict first, a sentence for each row against STL, and the placebo's.</summary>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<string> All(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<string> rows = result.Strategies
            .Where(row => row.Name is not (ComparisonRow.Stl or BuiltInControls.Placebo))
            .Select(row => About(result, row.Name));
        return [.. new[] { Verdict(result) }.Concat(rows).Append(PlaceboSentence.About(result)).OfType<string>()];
    }

    /// <summary>
    /// The verdict: what the best strategy saves against STL, at the comparison's target and 0.3 points below STL's best, and
    /// its result on test compared with cheapest STL and pretraining; or that STL is best, or that nothing is proven.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <returns>The verdict; null if there is no row <c>stl</c>, or no other row to judge.</returns>
    internal static string? Verdict(ComparisonResult result)
    {
        StrategyResult[] strategies = [.. result.Strategies.Where(row => IsStrategy(row.Name))];
        if (result.Strategies.All(row => row.Name != ComparisonRow.Stl) || strategies.Length == 0)
            return null;
        CostMeasure cost = CostMeasure.For(result);
        StrategyResult? best = strategies.Where(row => cost.Of(row.ReductionVsStl) is not null).MaxBy(row => cost.Of(row.ReductionVsStl)!.Mean);
        string quality = QualityTarget.Parse(result.Target).Description;
        string others = string.Concat(new[] { CheapestStl(result, best, cost), Pretraining(result, cost) }.OfType<string>().Select(text => $" {text}"));
        if (best is null)
            return $"STL is best here: no strategy reached {quality} with every seed.{others}";
        ReductionEstimate saved = cost.Of(best.ReductionVsStl)!;
        string found = $"{best.Name} takes {cost.Amount(saved, "STL")} to reach {quality}{AtEasierTarget(result, best.Name, cost)}{OnTest(result, best.TestDifferenceVsStl, "STL", ", and ends ")}.";
        return saved switch
        {
            { Mean: <= 0, Low: null } or { High: <= 0 } => $"STL is best here: every strategy costs more. The nearest: {found}{others}",
            { Low: null } => $"Not proven, as intervals need {PairedEstimate.MinimumSeedCount} seeds: {found}{others}",
            { Low: <= 0 } => $"No strategy is proven to save anything against STL. The nearest: {found}{others}",
            _ => $"{found}{others}",
        };
    }

    /// <summary>
    /// Gives the row's reduction against STL at the comparison's target and at 0.3 points below STL's best, its result on
    /// test, and for a strategy its reductions against MTL, of the whole run and of the way to MTL's best: in CPU time, or in
    /// multiply-adds if the result says that times are not reliable.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="name">The row.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    internal static string About(ComparisonResult result, string name)
    {
        StrategyResult row = result.Strategies.FirstOrDefault(row => row.Name == name)
            ?? throw new ArgumentException(Catalogs.Suggestions.Unknown("row", name, result.Strategies.Select(row => row.Name)));
        CostMeasure cost = CostMeasure.For(result);
        List<string> parts = [$"{name} {ToTarget(result.Target, row.Reached, row.ReductionVsStl, cost, "STL")}"];
        if (At(result, ComparisonSummary.NearStl, name) is { } easier)
            parts.Add($"it {ToTarget(ComparisonSummary.NearStl, easier.Reached, easier.ReductionVsStl, cost, "STL")}");
        if (OnTest(result, row.TestDifferenceVsStl, "STL", "it ends ") is { Length: > 0 } test)
            parts.Add(test);
        if (IsStrategy(name) && cost.Of(row.TotalReductionVsMtl) is { } total)
            parts.Add($"its whole run takes {cost.Amount(total, "MTL's")}{OnTest(result, row.TestDifferenceVsMtl, "MTL", " and ends ")}");
        if (IsStrategy(name) && name != ComparisonRow.Mtl && At(result, ComparisonSummary.NearMtl, name) is { } mtl)
            parts.Add($"it {ToTarget(ComparisonSummary.NearMtl, mtl.Reached, mtl.ReductionVsMtl, cost, "MTL")}");
        return $"{string.Join("; ", parts)}.";
    }

    /// <summary>A difference in quality with its interval: <c>3.2 points [2.9, 3.5]</c>; a loss in its own unit.</summary>
    /// <param name="result">The result.</param>
    /// <param name="difference">The difference; null if there is none.</param>
    internal static string Points(ComparisonResult result, PairedEstimate? difference)
    {
        if (difference is null)
            return "-";
        bool isLoss = result.Strategies.SelectMany(row => row.Runs).Any(run => run.TestMetric == "loss");
        (double unit, int digits, string name) = isLoss ? (1, 3, "nats") : (100, 1, "points");
        string Text(double value) => (Math.Round(unit * value, digits) + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture); // Adding 0 makes 0 of -0.
        return difference is { Low: { } low, High: { } high } ? $"{Text(difference.Mean)} {name} [{Text(low)}, {Text(high)}]" : $"{Text(difference.Mean)} {name}";
    }

    // Pretraining is no strategy of ours but what these are measured against.
    private static bool IsStrategy(string name) => name is not (ComparisonRow.Stl or ComparisonRow.Pretrain) && !ControlRows.IsControl(name);

    private static string AtEasierTarget(ComparisonResult result, string name, CostMeasure cost) =>
        At(result, ComparisonSummary.NearStl, name) is { } easier && cost.Of(easier.ReductionVsStl) is { } reduction
            ? $" ({ComparisonTable.Percent(reduction)} at 0.3 points below it)"
            : "";

    private static string? CheapestStl(ComparisonResult result, StrategyResult? best, CostMeasure cost)
    {
        if (result.Strategies.FirstOrDefault(row => row.Name == ComparisonRow.StlCheapest) is not { } cheapest)
            return null;
        string against = best is not null && cost.Of(best.ReductionVsStlCheapest) is { } saved ? $"; {best.Name} takes {cost.Amount(saved, "that")}" : "";
        return $"The cheapest STL {ToTarget(result.Target, cheapest.Reached, cheapest.ReductionVsStl, cost, "STL")}{against}.";
    }

    private static string? Pretraining(ComparisonResult result, CostMeasure cost) =>
        result.Strategies.FirstOrDefault(row => row.Name == ComparisonRow.Pretrain) is { } pretrain
            ? $"Pretraining {ToTarget(result.Target, pretrain.Reached, pretrain.ReductionVsStl, cost, "STL")}{OnTest(result, pretrain.TestDifferenceVsStl, "STL", ", and ends ")}."
            : null;

    private static StrategyAtTarget? At(ComparisonResult result, string target, string name) =>
        result.OtherTargets.FirstOrDefault(other => other.Target == target)?.Strategies.First(row => row.Name == name);

    private static string OnTest(ComparisonResult result, PairedEstimate? difference, string baseline, string start)
    {
        if (difference is null)
            return "";
        bool isWorse = difference.Mean < 0;
        PairedEstimate shown = isWorse ? difference with { Mean = -difference.Mean, Low = -difference.High, High = -difference.Low } : difference;
        return $"{start}{Points(result, shown)} {(isWorse ? "worse" : "better")} than {baseline} on test";
    }

    private static string ToTarget(string target, string reached, Reduction? reduction, CostMeasure cost, string baseline)
    {
        string quality = QualityTarget.Parse(target).Description;
        return cost.Of(reduction) is { } estimate
            ? $"takes {cost.Amount(estimate, baseline)} to reach {quality}"
            : $"reaches {quality} in {reached} runs";
    }
}
