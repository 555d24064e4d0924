using MT2ST.Comparisons.Rows;

namespace MT2ST.Comparisons.Statistics;

/// <summary>The dev quality that a run must reach: each seed's own best of STL (or MTL), something near it, or a fixed value.</summary>
public sealed record QualityTarget
{
    private const double Point = 0.01; // A point of accuracy is a hundredth.

    private QualityTarget(string text, string? baseline, double amount, double share)
    {
        Text = text;
        Baseline = baseline;
        Amount = amount;
        Share = share;
    }

    /// <summary>Each seed's best smoothed quality of STL: STL always reaches it.</summary>
    public static QualityTarget Stl { get; } = Parse("stl");

    /// <summary>How the target is written, such as <c>stl-0.3</c>.</summary>
    public string Text { get; }

    /// <summary>The target in words, such as <c>STL's best on dev minus 0.3 points</c>.</summary>
    public string Description => this switch
    {
        { IsFixed: true } => $"{Text} on dev",
        { Share: < 1 } => FormattableString.Invariant($"{Share} of {Baseline!.ToUpperInvariant()}'s best on dev"),
        { Amount: > 0 } => FormattableString.Invariant($"{Baseline!.ToUpperInvariant()}'s best on dev minus {Amount / Point:0.###} points"),
        _ => $"{Baseline!.ToUpperInvariant()}'s best on dev",
    };

    /// <summary>The row whose best the target follows, <c>stl</c> or <c>mtl</c>; null for a fixed value.</summary>
    public string? Baseline { get; }

    /// <summary>Whether the target is a value of its own, which every row may miss.</summary>
    public bool IsFixed => Baseline is null;

    /// <summary>The fixed value, or the difference below the baseline's best, in units of the quality.</summary>
    private double Amount { get; }

    /// <summary>The share of the baseline's best, in (0, 1].</summary>
    private double Share { get; }

    /// <summary>
    /// Reads a target: <c>stl</c>; <c>stl-0.3</c>, 0.3 points (0.003) below it; <c>0.99xSTL</c>, that share of it; the same
    /// with <c>mtl</c>; or a quality such as <c>0.85</c> (a loss is negated, so that greater is better).
    /// </summary>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static QualityTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string target = text.Trim().ToLowerInvariant();
        foreach (string baseline in new[] { ComparisonRow.Stl, ComparisonRow.Mtl })
        {
            if (target == baseline)
                return new QualityTarget(target, baseline, amount: 0, share: 1);
            if (target.StartsWith($"{baseline}-", StringComparison.Ordinal) && Number(target[(baseline.Length + 1)..]) is { } points and >= 0)
                return new QualityTarget(target, baseline, points * Point, share: 1);
            if (target.EndsWith($"x{baseline}", StringComparison.Ordinal) && Number(target[..^(baseline.Length + 1)]) is { } share and > 0 and <= 1)
                return new QualityTarget($"{target[..^baseline.Length]}{baseline.ToUpperInvariant()}", baseline, amount: 0, share);
        }
        if (Number(target) is { } value)
            return new QualityTarget(target, baseline: null, value, share: 1);
        throw new ArgumentException($"Unknown target '{text}'. Write stl, stl-0.3 (points below it), 0.99xSTL (a share in (0, 1]), the same with mtl, or a quality such as 0.85.");
    }

    /// <summary>The quality to reach.</summary>
    /// <param name="baselineBest">The best smoothed quality of the <see cref="Baseline"/>'s run with the same seed; a fixed target does not read it.</param>
    /// <remarks>If the quality is a negated loss, the loss is divided by the share, so that the target is still easier.</remarks>
    public double Value(double baselineBest)
    {
        if (IsFixed)
            return Amount;
        return (baselineBest >= 0 ? baselineBest * Share : baselineBest / Share) - Amount;
    }

    /// <summary>Rejects a comparison that lacks the row that this target follows; called before any run, so that no work is lost.</summary>
    /// <param name="rows">The rows' names.</param>
    /// <exception cref="ArgumentException">The target follows a row that is not among them.</exception>
    public void RequireBaseline(IEnumerable<string> rows)
    {
        if (Baseline is not null && !rows.Contains(Baseline))
            throw new ArgumentException($"The target '{this}' needs a row named '{Baseline}'; rows: {string.Join(", ", rows)}. Add it, or give a fixed target such as 0.85.");
    }

    /// <summary>The target as it is written.</summary>
    public override string ToString() => Text;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
