using MT2ST.Comparisons.Rows;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Statistics;

/// <summary>Decides when a comparison that may take more seeds has enough of them.</summary>
/// <remarks>
/// It looks at 8, 16 and 32 seeds only. Each look has intervals at 1 - 0.05 / 3 (Bonferroni), so that a strategy's interval at
/// the look that stops holds the truth in at least 95 % of comparisons; looking three times at 95 % would be wrong in about
/// 9 %. A strategy's claim is corrected for the looks, not for the number of strategies.
/// </remarks>
public sealed record SequentialStopRule
{
    /// <summary>The numbers of seeds at which it looks.</summary>
    public static IReadOnlyList<int> SeedCounts { get; } = [8, 16, 32];

    /// <summary>The confidence level of the intervals of one look.</summary>
    public static double Level { get; } = 1 - ((1 - PairedEstimate.UsualLevel) / SeedCounts.Count);

    /// <summary>The reduction that is claimed or denied, below 1: 0 for "saves anything".</summary>
    public double Claim { get; init; }

    /// <summary>The width at which an interval is narrow enough even if it contains the claim, greater than 0.</summary>
    public double Width { get; init; } = 0.1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        if (!(Claim < 1))
            throw new ArgumentOutOfRangeException(nameof(Claim), Claim, "The claim is a reduction such as 0.67, which is below 1.");
        if (!(Width > 0))
            throw new ArgumentOutOfRangeException(nameof(Width), Width, "The width must be greater than 0.");
    }

    /// <summary>Measures more and more seeds until every strategy is settled, or all seeds are taken.</summary>
    /// <param name="measure">Measures every row with some seeds.</param>
    /// <param name="seeds">The seeds that it may take, as many as at the last look.</param>
    /// <param name="target">The quality to reach.</param>
    /// <param name="options">How results are summarized; the level is that of one look.</param>
    /// <param name="looked">Receives, after each look, its number of seeds and the strategies that are not settled; null for none.</param>
    internal ComparisonResult Run(Func<IReadOnlyList<ulong>, IReadOnlyList<RunRecord>> measure, IReadOnlyList<ulong> seeds, QualityTarget target, SummaryOptions options, Action<int, IReadOnlyList<string>>? looked = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(seeds);
        List<RunRecord> records = [];
        List<int> looks = [];
        while (true)
        {
            int taken = looks.LastOrDefault();
            looks.Add(SeedCounts[looks.Count]);
            records.AddRange(measure([.. seeds.Skip(taken).Take(looks[^1] - taken)]));
            ComparisonResult result = ComparisonSummary.Summarize(records, target, options with { Level = Level });
            IReadOnlyList<string> unsettled = Unsettled(result);
            looked?.Invoke(looks[^1], unsettled);
            if (unsettled.Count == 0 || looks.Count == SeedCounts.Count)
                return result with { Settling = new SequentialStopResult { Looks = looks, Level = Level, Claim = Claim, Width = Width, Unsettled = unsettled } };
        }
    }

    /// <summary>The strategies that need more seeds. Baselines and controls claim nothing and are not among them.</summary>
    /// <param name="result">The result of a look.</param>
    internal IReadOnlyList<string> Unsettled(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        CostMeasure cost = CostMeasure.For(result);
        return [.. result.Strategies
            .Where(row => row.Name != ComparisonRow.Stl && !ControlRows.IsControl(row.Name) && !IsSettled(cost.Of(row.ReductionVsStl)))
            .Select(row => row.Name)];
    }

    /// <summary>Whether a reduction needs no more seeds: its interval excludes the claim's boundary, or is narrow enough.</summary>
    /// <param name="reduction">The reduction; null if a seed missed the target, which further seeds cannot undo.</param>
    internal bool IsSettled(ReductionEstimate? reduction) => reduction switch
    {
        null => true,
        { Low: { } low, High: { } high } => low > Claim || high < Claim || high - low <= Width,
        _ => false,
    };
}

/// <summary>How a comparison that took seeds until it was settled ended.</summary>
public sealed record SequentialStopResult
{
    /// <summary>The numbers of seeds at which it looked.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>The confidence level of the intervals of one look, in (0, 1).</summary>
    public required double Level { get; init; }

    /// <summary>The reduction that intervals had to exclude.</summary>
    public required double Claim { get; init; }

    /// <summary>The width at which an interval was narrow enough.</summary>
    public required double Width { get; init; }

    /// <summary>The strategies that are not settled after the last look; empty if all are.</summary>
    public required IReadOnlyList<string> Unsettled { get; init; }
}
