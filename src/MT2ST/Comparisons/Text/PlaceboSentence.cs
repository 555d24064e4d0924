using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>What the placebo shows in a comparison: auxiliaries that teach nothing must save nothing.</summary>
internal static class PlaceboSentence
{
    /// <summary>Whether the placebo shows a gain; null if the comparison has no placebo.</summary>
    public static string? About(ComparisonResult result)
    {
        if (result.Strategies.FirstOrDefault(row => row.Name == BuiltInControls.Placebo) is not { } placebo)
            return null;
        CostMeasure cost = CostMeasure.For(result);
        if (cost.Of(placebo.ReductionVsStl) is not { } reduction)
            return $"The placebo (the auxiliaries' labels shuffled) shows no gain: it reaches {QualityTarget.Parse(result.Target).Description} in {placebo.Reached} runs.";
        string amount = cost.Amount(reduction, "STL");
        return reduction.Low switch
        {
            null => $"The placebo (the auxiliaries' labels shuffled) takes {amount}; whether that is a gain needs {PairedEstimate.MinimumSeedCount} seeds.",
            > 0 => $"Warning: the placebo (the auxiliaries' labels shuffled) shows a gain: it takes {amount}. What auxiliaries save here is not, or not only, what their labels teach.",
            _ => $"The placebo (the auxiliaries' labels shuffled) shows no gain: it takes {amount}.",
        };
    }
}
