using MT2ST.Evaluation;

namespace MT2ST.Comparisons;

/// <summary>How a comparison's figures are computed.</summary>
public sealed record SummaryOptions
{
    /// <summary>The confidence level of every interval, in (0, 1): greater than usual where figures are looked at several times.</summary>
    public double Level { get; init; } = PairedEstimate.UsualLevel;

    /// <summary>How many runs went at once, at least 1: above 1 there are no reductions of CPU time.</summary>
    public int Jobs { get; init; } = 1;
}
