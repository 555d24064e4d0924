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
        return [.. VerdictSentences.Of(result), .. rows, .. new[] { PlaceboSentence.About(result) }.OfType<string>()];
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

    // Pretraining is no strategy of ours but what these are measured against.
    private static bool IsStrategy(string name) => name is not (ComparisonRow.Stl or ComparisonRow.Pretrain) && !ControlRows.IsControl(name);

    private static StrategyAtTarget? At(ComparisonResult result, string target, string name) =>
        result.OtherTargets.FirstOrDefault(other => other.Target == target)?.Strategies.First(row => row.Name == name);

    private static string OnTest(ComparisonResult result, PairedEstimate? difference, string baseline, string start) =>
        difference is null ? "" : $"{start}{QualityText.For(result).Difference(difference)} than {baseline} on test";

    private static string ToTarget(string target, string reached, Reduction? reduction, CostMeasure cost, string baseline)
    {
        string quality = QualityTarget.Parse(target).Description;
        return cost.Of(reduction) is { } estimate
            ? $"takes {cost.Amount(estimate, baseline)} to reach {quality}"
            : $"reaches {quality} in {reached} runs";
    }
}
