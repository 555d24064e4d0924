using System.Text.Json.Nodes;
using MT2ST.Numerics;
using MT2ST.Schedules;
using MT2ST.Settings;

namespace MT2ST.Runs.Tuning;

/// <summary>A setting that a search changes.</summary>
/// <param name="Setting">Its dotted path.</param>
/// <param name="Values">The values to try.</param>
/// <param name="Strategy">The strategy under which alone it is set; null for all.</param>
internal sealed record TuningAxis(string Setting, IReadOnlyList<JsonElement> Values, string? Strategy = null);

/// <summary>The settings that a search changes and their values: those of a run's <c>tuning</c>, or the default ones of its tasks.</summary>
internal static class TuningSpace
{
    private const string StrategyName = "strategy.name";
    private const string AuxiliaryStart = "auxiliaries.";
    private const int ChangeOneIn = 3; // Defaults are good, and a point far from them in all axes is not.
    private const int DrawLimit = 1000; // Draws without a new point, after which a space counts as used up.

    /// <summary>The default space of a run, as its <c>tuning</c> has it: what its tasks and strategies name, without settings that are given.</summary>
    /// <param name="options">The run.</param>
    /// <param name="isGiven">Whether a setting, by its dotted path, was given by hand.</param>
    /// <param name="isComparison">Whether each row has a strategy of its own.</param>
    public static TuningOptions Default(RunOptions options, Predicate<string> isGiven, bool isComparison)
    {
        bool hasAuxiliaries = options.Auxiliaries.Count > 0;
        JsonObject space = Parse(options.Primary.SearchSpace(hasAuxiliaries)), alone = [], diminish = [], switched = [];
        foreach (TaskOptions auxiliary in options.Auxiliaries)
        {
            if (!isGiven($"{auxiliary.Path}.units"))
                space[$"{auxiliary.Path}.unitsFactor"] = new JsonArray(0.33, 3); // Of what the data decides, which differs by orders of magnitude.
            diminish[$"{auxiliary.Path}.eta"] = new JsonArray(0.1, 1);
        }
        if (hasAuxiliaries)
        {
            foreach ((string name, JsonNode? values) in Parse(options.Primary.SearchSpace(sharesTable: false)).Where(axis => !JsonNode.DeepEquals(axis.Value, space[axis.Key])))
                alone[name] = values!.DeepClone();
            switched["strategy.at"] = new JsonArray(1, 2, 4);
            if (!isComparison)
                space[StrategyName] = new JsonArray(ComparedStrategies.Select(name => (JsonNode)name).ToArray());
        }
        foreach (JsonObject part in new[] { space, alone, diminish, switched })
            foreach (string setting in part.Select(property => property.Key).Where(setting => isGiven(setting)).ToArray())
                part.Remove(setting);
        return options.Tuning with { Space = Values(space), Rows = RowsOf((new StlOptions().Name, alone), (new DiminishOptions().Name, diminish), (new SwitchOptions().Name, switched)), FromDefaults = true };

        static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>> RowsOf(params (string Name, JsonObject Space)[] rows) =>
            rows.Where(row => row.Space.Count > 0).ToDictionary(row => row.Name, row => (IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>)Values(row.Space));
    }

    private static string[] ComparedStrategies => [new StlOptions().Name, new MtlOptions().Name, new DiminishOptions().Name, new SwitchOptions().Name];

    /// <summary>Whether a setting of options that no file gives was given by hand: it has another value than a run with the same tasks has by itself.</summary>
    public static Predicate<string> DiffersFromDefaults(RunOptions options) => setting =>
    {
        OptionsRecord owner = setting.Split('.') switch
        {
            ["primary", _] => options.Primary,
            ["auxiliaries", var name, _] => options.Auxiliaries.First(task => task.Name == name),
            ["strategy", _] => options.Strategy,
            _ => options,
        };
        OptionsRecord defaults = owner switch
        {
            TaskOptions task => Fresh(task),
            StrategyOptions => new RunOptions { Primary = options.Primary, Auxiliaries = options.Auxiliaries }.Strategy,
            _ => new RunOptions(),
        };
        if (setting == StrategyName)
            return ((StrategyOptions)owner).Name != ((StrategyOptions)defaults).Name;
        string key = setting[(setting.LastIndexOf('.') + 1)..];
        return owner.ListSettings().FirstOrDefault(known => known.Name == key) is { } found
            && !Equals(found.Get(owner), defaults.ListSettings().Contains(found) ? found.Get(defaults) : null);
    };

    private static TaskOptions Fresh(TaskOptions task) =>
        Tasks.BuiltInTasks.All.TryFind(task.Task, out Catalogs.CatalogEntry<Func<TaskOptions>>? entry) ? entry.Factory() : task;

    /// <summary>The axes of a run's search: the common space and, for each strategy that is tried, its row's.</summary>
    public static IReadOnlyList<TuningAxis> AxesOf(TuningOptions tuning) =>
    [
        .. tuning.Space.OrderBy(axis => axis.Key, StringComparer.Ordinal).Select(axis => new TuningAxis(axis.Key, axis.Value)),
        .. tuning.Rows.SelectMany(row => row.Value.Select(axis => new TuningAxis(axis.Key, axis.Value, row.Key))),
    ];

    /// <summary>One point: each axis stays as it is with a chance of two in three.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="strategy">The strategy of the run, if no axis changes it.</param>
    /// <param name="random">The generator.</param>
    public static IReadOnlyDictionary<string, JsonElement> Draw(IReadOnlyList<TuningAxis> axes, string strategy, SeededRandom random)
    {
        SortedDictionary<string, JsonElement> point = new(StringComparer.Ordinal);
        Take(axes.Where(axis => axis.Setting == StrategyName));
        Take(Under(StrategyOf(point, strategy), axes).Where(axis => axis.Setting != StrategyName));
        return point;

        void Take(IEnumerable<TuningAxis> some)
        {
            foreach (TuningAxis axis in some)
                if (random.NextInt32(ChangeOneIn) == 0)
                    point[axis.Setting] = axis.Values[random.NextInt32(axis.Values.Count)];
        }
    }

    /// <summary>A point near another: one or two axes get another value, or go back to what they were before the search.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Near(IReadOnlyDictionary<string, JsonElement> other, IReadOnlyList<TuningAxis> axes, string strategy, SeededRandom random)
    {
        SortedDictionary<string, JsonElement> point = new(other.ToDictionary(), StringComparer.Ordinal);
        for (int changes = 1 + random.NextInt32(2); changes > 0; changes--)
        {
            TuningAxis[] some = [.. Under(StrategyOf(point, strategy), axes)];
            TuningAxis axis = some[random.NextInt32(some.Length)];
            if (point.ContainsKey(axis.Setting) && random.NextInt32(3) == 0)
                point.Remove(axis.Setting);
            else
                point[axis.Setting] = axis.Values[random.NextInt32(axis.Values.Count)];
        }
        TuningAxis[] known = [.. Under(StrategyOf(point, strategy), axes)]; // Another strategy has other axes.
        foreach ((string setting, JsonElement value) in point.ToArray())
            if (!known.Any(axis => axis.Setting == setting && axis.Values.Any(tried => tried.GetRawText() == value.GetRawText())))
                point.Remove(setting);
        return point;
    }

    private static string StrategyOf(SortedDictionary<string, JsonElement> point, string strategy) =>
        point.TryGetValue(StrategyName, out JsonElement drawn) ? drawn.GetString()! : strategy;

    /// <summary>The axes of a strategy: its own, which replace common ones of the same setting, and those of auxiliaries only if it has them.</summary>
    private static IEnumerable<TuningAxis> Under(string strategy, IReadOnlyList<TuningAxis> axes) => axes
        .Where(axis => axis.Strategy == strategy || (axis.Strategy is null && !axes.Any(other => other.Strategy == strategy && other.Setting == axis.Setting)))
        .Where(axis => strategy != new StlOptions().Name || !axis.Setting.StartsWith(AuxiliaryStart, StringComparison.Ordinal));

    /// <summary>Different points, as many as asked or as the space has: the first changes nothing.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="strategy">The strategy of the run.</param>
    /// <param name="count">The most points.</param>
    /// <param name="random">The generator.</param>
    /// <param name="isAllowed">Whether the settings of a point go together; others are not drawn.</param>
    public static IEnumerable<IReadOnlyDictionary<string, JsonElement>> FromDefaults(IReadOnlyList<TuningAxis> axes, string strategy, int count, SeededRandom random, Predicate<IReadOnlyDictionary<string, JsonElement>> isAllowed)
    {
        IReadOnlyDictionary<string, JsonElement> nothing = new Dictionary<string, JsonElement>();
        HashSet<string> drawn = [Text(nothing)];
        yield return nothing;
        for (int failures = 0; drawn.Count < count && failures < DrawLimit; failures++)
        {
            IReadOnlyDictionary<string, JsonElement> point = Draw(axes, strategy, random);
            if (!drawn.Contains(Text(point)) && isAllowed(point))
            {
                drawn.Add(Text(point));
                failures = 0;
                yield return point;
            }
        }
    }

    /// <summary>A point as text, the same for the same settings.</summary>
    public static string Text(IReadOnlyDictionary<string, JsonElement> point) =>
        point.Count == 0 ? "the defaults" : string.Join(", ", point.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={(setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString() : setting.Value.GetRawText())}"));

    /// <summary>The run with the settings of a point.</summary>
    /// <exception cref="SettingException">They do not go together.</exception>
    public static RunOptions Apply(RunOptions options, IReadOnlyDictionary<string, JsonElement> point)
    {
        if (point.Count == 0)
            return options;
        var settings = (JsonObject)JsonNode.Parse(options.ToJson())!;
        if (point.TryGetValue(StrategyName, out JsonElement strategy)) // First, as it decides which settings of the strategy stay.
            RunSettings.Set(settings, StrategyName, RunSettings.ToNode(strategy));
        foreach ((string setting, JsonElement value) in point)
            RunSettings.Set(settings, setting, RunSettings.ToNode(value));
        return RunOptions.Read(settings).WithExamplesOf(options);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static Dictionary<string, IReadOnlyList<JsonElement>> Values(JsonObject space) =>
        space.ToDictionary(axis => axis.Key, axis => (IReadOnlyList<JsonElement>)[.. ((JsonArray)axis.Value!).Select(value => JsonElement.Parse(value!.ToJsonString()))]);
}
