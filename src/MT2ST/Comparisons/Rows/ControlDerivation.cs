namespace MT2ST.Comparisons.Rows;

/// <summary>What a control row is made of.</summary>
internal sealed record ControlDerivation
{
    /// <summary>The names of the rows that it may follow: the first one in the comparison, or else the first name.</summary>
    public required IReadOnlyList<string> Follows { get; init; }

    /// <summary>
    /// Whether it is tuned by itself, like any strategy. Otherwise it takes the settings chosen for the row that it follows,
    /// since it is a control of exactly these.
    /// </summary>
    public required bool IsTuned { get; init; }

    /// <summary>The settings in which it differs from the row that it follows, by dotted path.</summary>
    public required Func<RunOptions, IReadOnlyDictionary<string, JsonElement>> Settings { get; init; }

    /// <summary>Why the row cannot be made from these settings with its own on top; null if it can.</summary>
    public Func<RunOptions, string?> Lacks { get; init; } = _ => null;
}
