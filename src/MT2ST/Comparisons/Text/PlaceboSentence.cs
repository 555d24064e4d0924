using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>What the placebo shows in a comparison: auxiliaries that teach nothing must save nothing.</summary>
internal static class PlaceboSentence
{
    private const string Subject = "the placebo (the auxiliaries' labels shuffled)";

    /// <summary>Whether the placebo shows a gain in time or on test; null if the comparison has no placebo.</summary>
    public static string? About(ComparisonResult result)
    {
        if (result.Strategies.FirstOrDefault(row => row.Name == BuiltInControls.Placebo) is not { } placebo)
            return null;
        CostMeasure cost = CostMeasure.For(result);
        ReductionEstimate? saved = cost.Of(placebo.ReductionVsStl);
        string target = QualityTarget.Parse(result.Target).Description;
        string time = saved is null ? $"it reaches {target} in {placebo.Reached} runs" : $"it takes {cost.Amount(saved, "STL")}";
        string found = time + (placebo.TestDifferenceVsStl is { } test ? $", and ends {QualityText.For(result).Difference(test)} than STL on test" : "");
        Shown[] shown = [.. new[] { saved, placebo.TestDifferenceVsStl }.OfType<PairedEstimate>().Select(ShownBy.Interval)];
        if (shown.Contains(Shown.Better))
            return $"Warning: {Subject} shows a gain: {found}. What auxiliaries save or add here is not, or not only, what their labels teach.";
        return shown.Contains(Shown.NoInterval)
            ? $"T{Subject[1..]}: {found}; whether that is a gain needs {PairedEstimate.MinimumSeedCount} seeds."
            : $"T{Subject[1..]} shows no gain: {found}.";
    }
}
