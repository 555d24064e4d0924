using MT2ST.Runs;

namespace MT2ST.Comparisons.Rows;

/// <summary>What a control row is made of.</summary>
public sealed record ControlDerivation
{
    /// <summary>The row that it follows, by name: the first of these that the comparison has, else the first.</summary>
    public required IReadOnlyList<string> Follows { get; init; }

    /// <summary>
    /// Whether it is tuned by itself, as equal as any strategy; otherwise it takes the settings that were chosen for the row
    /// that it follows, since it asks what becomes of just these.
    /// </summary>
    public required bool IsTuned { get; init; }

    /// <summary>What it sets over the row that it follows, by dotted path.</summary>
    public required Func<RunOptions, IReadOnlyDictionary<string, JsonElement>> Settings { get; init; }

    /// <summary>Why the row cannot be made of these settings, with its own ones; null if it can.</summary>
    public Func<RunOptions, string?> Lacks { get; init; } = _ => null;
}
