using System.Globalization;

namespace MT2ST.Comparisons;

/// <summary>What a comparison found about one row, as a sentence.</summary>
public static class ComparisonSentence
{
    /// <summary>
    /// Names the reduction against STL at the comparison's target and at 0.3 points below STL's best, in CPU time, or in
    /// multiply-adds where the result says that times are too short.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="name">The row.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public static string About(ComparisonResult result, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        StrategyResult row = result.Strategies.FirstOrDefault(row => row.Name == name)
            ?? throw new ArgumentException(Catalogs.Suggestions.Unknown("row", name, result.Strategies.Select(row => row.Name)));
        StrategyAtTarget? easier = result.OtherTargets.FirstOrDefault(target => target.Target == "stl-0.3")?.Strategies.First(row => row.Name == name);
        bool readMultiplyAdds = result.Note is not null;
        string sentence = $"{name} {Clause(result.Target, row.Reached, row.ReductionVsStl, readMultiplyAdds)}";
        if (easier is not null)
            sentence += $", and {Clause("stl-0.3", easier.Reached, easier.ReductionVsStl, readMultiplyAdds)}";
        return string.Create(CultureInfo.InvariantCulture, $"{sentence} ({result.Seeds.Count} seeds).");
    }

    private static string Clause(string target, string reached, Reduction? reduction, bool readMultiplyAdds)
    {
        ReductionEstimate? estimate = readMultiplyAdds ? reduction?.MultiplyAdds : reduction?.Cpu;
        if (estimate is null)
            return $"reaches the target {target} in {reached} runs";
        string cost = readMultiplyAdds ? "multiply-adds" : "CPU time";
        return $"reaches the target {target} with {ComparisonTable.Percent(estimate)} less {cost} than stl";
    }
}
