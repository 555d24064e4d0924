using System.Globalization;

namespace MT2ST.Comparisons;

/// <summary>The dev quality that a run must reach: each seed's own STL best, something near it, or a fixed value.</summary>
public sealed record QualityTarget
{
    private const double Point = 0.01; // A point of accuracy is a hundredth.

    private QualityTarget(string text, bool isFixed, double amount, double share)
    {
        Text = text;
        IsFixed = isFixed;
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
        { Share: < 1 } => FormattableString.Invariant($"{Share} of STL's best on dev"),
        { Amount: > 0 } => FormattableString.Invariant($"STL's best on dev minus {Amount / Point:0.###} points"),
        _ => "STL's best on dev",
    };

    /// <summary>Whether the target is a value of its own, which STL may miss.</summary>
    public bool IsFixed { get; }

    /// <summary>The fixed value, or what is taken from STL's best, in units of the quality.</summary>
    private double Amount { get; }

    /// <summary>The share of STL's best, in (0, 1].</summary>
    private double Share { get; }

    /// <summary>
    /// Reads a target: <c>stl</c>; <c>stl-0.3</c>, 0.3 points (0.003) below it; <c>0.99xSTL</c>, that share of it; or a
    /// quality such as <c>0.85</c> (a loss is negated, so that greater is better).
    /// </summary>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static QualityTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string target = text.Trim().ToLowerInvariant();
        if (target == "stl")
            return new QualityTarget(target, isFixed: false, amount: 0, share: 1);
        if (target.StartsWith("stl-", StringComparison.Ordinal) && Number(target[4..]) is { } points and >= 0)
            return new QualityTarget(target, isFixed: false, points * Point, share: 1);
        if (target.EndsWith("xstl", StringComparison.Ordinal) && Number(target[..^4]) is { } share and > 0 and <= 1)
            return new QualityTarget(target.Replace("xstl", "xSTL", StringComparison.Ordinal), isFixed: false, amount: 0, share);
        if (Number(target) is { } value)
            return new QualityTarget(target, isFixed: true, value, share: 1);
        throw new ArgumentException($"Unknown target '{text}'. Write stl, stl-0.3 (points below it), 0.99xSTL (a share in (0, 1]) or a quality such as 0.85.");
    }

    /// <summary>The quality to reach.</summary>
    /// <param name="stlBest">The best smoothed quality of the STL run with the same seed; a fixed target does not read it.</param>
    /// <remarks>Where the quality is a negated loss, a share of it is the loss divided by the share, so that it stays the easier target.</remarks>
    public double Value(double stlBest)
    {
        if (IsFixed)
            return Amount;
        return (stlBest >= 0 ? stlBest * Share : stlBest / Share) - Amount;
    }

    /// <summary>Rejects a comparison without the row that this target follows; called before any run, so that no work is lost.</summary>
    /// <param name="rows">The rows' names.</param>
    /// <exception cref="ArgumentException">The target follows STL and there is no row <c>stl</c>.</exception>
    public void RequireBaseline(IEnumerable<string> rows)
    {
        if (!IsFixed && !rows.Contains(BaselineNames.Stl))
            throw new ArgumentException($"The target '{this}' needs a row named 'stl'; rows: {string.Join(", ", rows)}. Add it, or give a fixed target such as 0.85.");
    }

    /// <summary>The target as it is written.</summary>
    public override string ToString() => Text;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
