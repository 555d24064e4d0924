namespace MT2ST.Catalogs;

/// <summary>The message about an unknown name: the nearest known name and the list of all.</summary>
public static class Suggestions
{
    /// <summary>The sentence for an unknown name: what it was, the nearest known name if one is near, and all known names.</summary>
    /// <param name="kind">What is named, such as <c>strategy</c>.</param>
    /// <param name="given">The name that is not known.</param>
    /// <param name="known">The known names, in any order; the sentence sorts them.</param>
    /// <param name="owner">Whose name it would be, such as <c> of task 'cbow'</c>; empty for none.</param>
    /// <returns>Such as <c>Unknown strategy 'swich'. Did you mean 'switch'? Known: mtl, stl, switch.</c></returns>
    public static string Unknown(string kind, string given, IEnumerable<string> known, string owner = "")
    {
        ArgumentNullException.ThrowIfNull(given);
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        string guess = Nearest(given, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        string list = names.Length > 0 ? string.Join(", ", names) : "none";
        return $"Unknown {kind} '{given}'{owner}.{guess} Known: {list}.";
    }

    /// <summary>
    /// The known name that <paramref name="given"/> most likely stands for: the one with the fewest edits,
    /// without regard to case, if at most a third of the letters differ; otherwise one that begins with it.
    /// </summary>
    /// <returns>The name, the first of several that are equally near; null when none is near.</returns>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string? nearest = names.MinBy(name => DistanceIgnoringCase(given, name));
        if (nearest is null)
            return null;
        int allowed = Math.Max(1, given.Length / 3);
        return DistanceIgnoringCase(given, nearest) <= allowed
            ? nearest
            : names.FirstOrDefault(name => given.Length > 1 && name.StartsWith(given, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// How many insertions, deletions, substitutions and swaps of neighbours turn <paramref name="a"/> into <paramref name="b"/>.
    /// </summary>
    /// <remarks>Damerau (1964), Levenshtein (1966), in the restricted form: no letter is edited twice.</remarks>
    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        // Three rows of the table [a.Length + 1, b.Length + 1] suffice: a swap looks two rows back.
        int[] beforePrevious = new int[b.Length + 1];
        int[] previous = new int[b.Length + 1];
        int[] current = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (beforePrevious, previous, current) = (previous, current, beforePrevious);
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, 1 + Math.Min(previous[j], current[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }
        }
        return current[b.Length];
    }

    private static int DistanceIgnoringCase(string a, string b) => Distance(a.ToUpperInvariant(), b.ToUpperInvariant());
}
