using MT2ST.Comparisons.Rows;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Runs.Tuning;

namespace MT2ST.Comparisons.Tuning;

/// <summary>Expands a row's tuning space into trials: the same number for every row whose space has as many points.</summary>
internal static class TuningGrid
{
    private const ulong DrawStream = 7; // Keeps the draws apart from other uses of the same seed.

    /// <summary>
    /// The values that tuning tries for a row: the common space and the row's own. Settings of auxiliaries are left out
    /// for <c>stl</c>, which runs none, so that no two of its trials are the same run.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <returns>The values by dotted path, sorted by path.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Space(ComparisonRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        TuningOptions tuning = TuningOf(row);
        SortedDictionary<string, IReadOnlyList<JsonElement>> space = new(StringComparer.Ordinal);
        foreach ((string path, IReadOnlyList<JsonElement> values) in tuning.Space)
            space[path] = values;
        if (tuning.Rows.TryGetValue(row.Name, out IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>? own))
        {
            foreach ((string path, IReadOnlyList<JsonElement> values) in own)
                space[path] = values;
        }
        if (row.Options.Strategy.Name == ComparisonRow.Stl)
        {
            foreach (string path in space.Keys.Where(path => path.StartsWith("auxiliaries.", StringComparison.Ordinal)).ToArray())
                space.Remove(path);
        }
        if (tuning.FromDefaults)
            foreach (string path in row.Overrides.Keys)
                space.Remove(path); // Given by hand.
        return space;
    }

    /// <summary>The row's <c>tuning</c>, with the default values if it names none.</summary>
    private static TuningOptions TuningOf(ComparisonRow row) => row.Options.Tuning.NamesValues
        ? row.Options.Tuning
        : TuningSpace.Default(row.Options, TuningSpace.DiffersFromDefaults(row.Options), isComparison: true);

    /// <summary>The trials: every point of the space if there are at most <paramref name="trialCount"/>, otherwise that many different points, drawn by seed.</summary>
    /// <param name="row">The row.</param>
    /// <param name="trialCount">The most trials, at least 1.</param>
    /// <param name="seed">The seed of the draw: rows with the same space get the same points.</param>
    /// <exception cref="SettingException">A path or a value of the space is wrong.</exception>
    public static IReadOnlyList<TuningTrial> Trials(ComparisonRow row, int trialCount, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trialCount, 1);
        if (TuningOf(row).FromDefaults)
        {
            TuningAxis[] own = [.. Space(row).Select(axis => new TuningAxis(axis.Key, axis.Value))];
            return [.. TuningSpace.FromDefaults(own, row.Options.Strategy.Name, trialCount, new SeededRandom(seed, DrawStream), point => IsAllowed(row, point)).Select(point => new TuningTrial(row.With(point), point))];
        }
        KeyValuePair<string, IReadOnlyList<JsonElement>>[] axes = [.. Space(row)];
        int[] lengths = [.. axes.Select(axis => axis.Value.Count)];
        IEnumerable<int[]> points = Fits(lengths, trialCount) ? All(lengths) : Draw(lengths, trialCount, new SeededRandom(seed, DrawStream));
        return [.. points.Select(point => Trial(row, axes, point))];
    }

    private static bool IsAllowed(ComparisonRow row, IReadOnlyDictionary<string, JsonElement> point)
    {
        try
        {
            row.With(point);
            return true;
        }
        catch (SettingException)
        {
            return false; // Each value is allowed, but not all go together.
        }
    }

    private static TuningTrial Trial(ComparisonRow row, KeyValuePair<string, IReadOnlyList<JsonElement>>[] axes, int[] point)
    {
        Dictionary<string, JsonElement> settings = new(StringComparer.Ordinal);
        for (int axis = 0; axis < axes.Length; axis++)
            settings[axes[axis].Key] = axes[axis].Value[point[axis]];
        return new TuningTrial(row.With(settings), settings);
    }

    private static bool Fits(int[] lengths, int trialCount)
    {
        double size = 1; // A double, since the product may be beyond any integer.
        foreach (int length in lengths)
            size *= length;
        return size <= trialCount;
    }

    private static IEnumerable<int[]> All(int[] lengths)
    {
        int count = lengths.Aggregate(1, (product, length) => product * length);
        for (int place = 0; place < count; place++)
        {
            int[] point = new int[lengths.Length];
            int rest = place;
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
                (rest, point[axis]) = Math.DivRem(rest, lengths[axis]);
            yield return point;
        }
    }

    // Ends, since there are more points than are drawn.
    private static IEnumerable<int[]> Draw(int[] lengths, int trialCount, SeededRandom random)
    {
        HashSet<string> drawn = new(StringComparer.Ordinal);
        while (drawn.Count < trialCount)
        {
            int[] point = [.. lengths.Select(random.NextInt32)];
            if (drawn.Add(string.Join(',', point)))
                yield return point;
        }
    }
}
