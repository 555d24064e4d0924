namespace MT2ST.Settings;

/// <summary>The numbers between two ends.</summary>
internal sealed record Interval
{
    private readonly double _least;
    private readonly double _greatest;
    private readonly bool _hasLeast;
    private readonly bool _hasGreatest;

    private Interval(string text, double least, double greatest)
    {
        (_least, _greatest) = (least, greatest);
        (_hasLeast, _hasGreatest) = (text[0] == '[', text[^1] == ']');
    }

    /// <summary>Reads mathematical notation: <c>[</c> and <c>]</c> include an end, <c>(</c> and <c>)</c> do not, <c>inf</c> means no end.</summary>
    /// <exception cref="FormatException">The text is not an interval.</exception>
    public static Interval Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] ends = text.Trim('[', '(', ']', ')').Split(',');
        if (ends.Length != 2 || text[0] is not ('[' or '(') || text[^1] is not (']' or ')'))
            throw new FormatException($"'{text}' is not an interval; write it like [0, 1] or (0, inf).");
        double End(string end) => end.Trim() is var number && number.EndsWith("inf", StringComparison.Ordinal)
            ? (number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity)
            : double.Parse(number, CultureInfo.InvariantCulture);
        return new Interval(text, End(ends[0]), End(ends[1]));
    }

    /// <summary>Whether every greater number is in the interval.</summary>
    public bool HasNoGreatest => double.IsPositiveInfinity(_greatest);

    /// <summary>Whether a number is in the interval; infinities and NaN never are.</summary>
    public bool Contains(double value) =>
        double.IsFinite(value) && (_hasLeast ? value >= _least : value > _least) && (_hasGreatest ? value <= _greatest : value < _greatest);

    /// <summary>The interval as messages give it, such as <c>in [1, 100]</c> or <c>greater than 0</c>.</summary>
    public override string ToString()
    {
        string above = string.Create(CultureInfo.InvariantCulture, $"{(_hasLeast ? "at least" : "greater than")} {_least}");
        string below = string.Create(CultureInfo.InvariantCulture, $"{(_hasGreatest ? "at most" : "below")} {_greatest}");
        if (double.IsInfinity(_greatest))
            return double.IsInfinity(_least) ? "a finite number" : above;
        return _hasLeast ? string.Create(CultureInfo.InvariantCulture, $"in [{_least}, {_greatest}{(_hasGreatest ? ']' : ')')}") : $"{above} and {below}";
    }
}
