namespace MT2ST.Comparisons;

/// <summary>What a comparison found about one row, in sentences.</summary>
public static class ComparisonSentence
{
    private const string EasierTarget = "stl-0.3";

    /// <summary>
    /// Names the reduction against STL at the comparison's target and at 0.3 points below STL's best, and that of the whole
    /// run against MTL: in CPU time, or in multiply-adds where the result says that times are too short.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="name">The row.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public static string About(ComparisonResult result, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        StrategyResult row = result.Strategies.FirstOrDefault(row => row.Name == name)
            ?? throw new ArgumentException(Catalogs.Suggestions.Unknown("row", name, result.Strategies.Select(row => row.Name)));
        StrategyAtTarget? easier = result.OtherTargets.FirstOrDefault(target => target.Target == EasierTarget)?.Strategies.First(row => row.Name == name);
        CostMeasure cost = CostMeasure.For(result);
        string sentence = $"{name} {ToTarget(result.Target, row.Reached, row.ReductionVsStl, cost)}";
        if (easier is not null)
            sentence += $"; it {ToTarget(EasierTarget, easier.Reached, easier.ReductionVsStl, cost)}";
        if (cost.Of(row.TotalReductionVsMtl) is { } total)
            sentence += $"; its whole run takes {cost.Amount(total, "MTL's")}";
        return sentence + ".";
    }

    private static string ToTarget(string target, string reached, Reduction? reduction, CostMeasure cost)
    {
        string quality = QualityTarget.Parse(target).Description;
        return cost.Of(reduction) is { } estimate
            ? $"takes {cost.Amount(estimate, "STL")} to reach {quality}"
            : $"reaches {quality} in {reached} runs";
    }
}
