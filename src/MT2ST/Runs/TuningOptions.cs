using MT2ST.Runs.Tuning;
using MT2ST.Settings;

namespace MT2ST.Runs;

/// <summary>A search for settings, before a run or for the rows of a comparison: what is tried, for how long and with which seeds.</summary>
public sealed partial record TuningOptions : OptionsRecord
{
    /// <summary>The values to try for each setting, named by its dotted path: in a run's search, or in every row of a comparison.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Space { get; init; } = new Dictionary<string, IReadOnlyList<JsonElement>>();

    /// <summary>Settings and values to try for one row of a comparison alone, by the row's name, or in a run's search for one strategy alone; they replace those of <see cref="Space"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>> Rows { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>>();

    /// <summary>Whether values to try are named; if not, the tasks' own are tried.</summary>
    internal bool NamesValues => Space.Count + Rows.Count > 0;

    /// <summary>Whether the first trial of a comparison changes nothing and each later one about a third of the settings of the space; otherwise each trial sets all of them. A run's search always begins with a trial that changes nothing.</summary>
    public bool FromDefaults { get; init; }

    /// <summary>How long a run searches for better settings before it trains, such as <c>90s</c>, <c>5m</c>, <c>1h</c> or <c>20trials</c>; null for no search. A comparison counts its trials itself.</summary>
    public string? Budget { get; init; }

    /// <summary>How many trials of a run's search run at the same time, each on one thread; null for the run's threads.</summary>
    [Within("[1, 1024]")]
    public int? Jobs { get; init; }

    /// <summary>The seeds of every trial of a comparison, which must differ from the measured seeds. A count starts at <see cref="FirstSeed"/>.</summary>
    public SeedChoice Seeds { get; init; } = new() { Count = 2 };

    /// <summary>The first tuning seed if only their number is given: far from measuring seeds, which start at 1.</summary>
    public const ulong FirstSeed = 1_000_001;

    /// <summary>Checks that no tuning seed is also a measured seed.</summary>
    /// <param name="measuringSeeds">The seeds that are measured.</param>
    /// <exception cref="SettingException">A tuning seed is a measuring seed.</exception>
    internal void CheckSeeds(IReadOnlyList<ulong> measuringSeeds)
    {
        if (!NamesValues && Seeds.Values is null)
            return;
        foreach (ulong seed in Seeds.From(FirstSeed).Intersect(measuringSeeds))
            throw new SettingException("tuning.seeds", $"tuning.seeds has {seed}, which is measured too; tuning seeds must not be measuring seeds.");
    }

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        Seeds.Check($"{path}.seeds");
        if (Budget is not null)
            TuningBudget.Parse($"{path}.budget", Budget);
        CheckSpace($"{path}.space", Space);
        foreach ((string row, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> space) in Rows)
            CheckSpace($"{path}.rows.{row}", space);
    }

    private static void CheckSpace(string path, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> space)
    {
        foreach ((string setting, IReadOnlyList<JsonElement> values) in space)
            if (values.Count == 0)
                throw new SettingException($"{path}.{setting}", $"{path}.{setting} is an empty list; it must have at least 1 value to try.");
    }
}
