using System.Text.Json.Nodes;
using MT2ST.Catalogs;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Settings;

namespace MT2ST.Comparisons.Rows;

/// <summary>One row of a comparison: a name and the settings that its runs have in common.</summary>
public sealed record ComparisonRow
{
    /// <summary>The primary alone: it sets the target.</summary>
    public const string Stl = "stl";

    /// <summary>The primary alone, with the settings that reach the target for the fewest multiply-adds of all that were tried.</summary>
    public const string StlCheapest = "stl-cheapest";

    /// <summary>All tasks to the end.</summary>
    public const string Mtl = "mtl";

    /// <summary>The auxiliaries first, then the primary.</summary>
    public const string Pretrain = "pretrain";

    private const string StrategyName = "strategy.name";

    private readonly JsonObject _shared;
    private readonly JsonObject _settings;
    private readonly RunOptions? _memory; // Has the examples in memory, which JSON only names.

    /// <summary>Creates a row.</summary>
    /// <param name="name">Its name in the result, <c>stl</c> for the row that sets the target.</param>
    /// <param name="options">Its settings; each run sets its seed.</param>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public ComparisonRow(string name, RunOptions options)
        : this(name, Shared(options), SettingsOf(options.Strategy), options) { }

    private ComparisonRow(string name, JsonObject shared, IReadOnlyDictionary<string, JsonElement> overrides, RunOptions? memory = null)
    {
        Name = name;
        _shared = shared;
        _memory = memory;
        Overrides = overrides;
        _settings = (JsonObject)shared.DeepClone();
        // First, as it decides which of the shared strategy's settings stay; a row is named for its strategy unless it says another.
        RunSettings.Set(_settings, StrategyName, overrides.TryGetValue(StrategyName, out JsonElement strategy) ? RunSettings.ToNode(strategy) : JsonValue.Create(name));
        foreach ((string path, JsonElement value) in overrides)
            RunSettings.Set(_settings, path, RunSettings.ToNode(value));
        Options = RunOptions.Read(_settings).WithExamplesOf(memory);
    }

    /// <summary>The names of the control rows that <see cref="List"/> knows beside strategies and the rows of a run file.</summary>
    public static IReadOnlyList<string> ControlNames { get; } = [.. BuiltInControls.All.Names];

    /// <summary>The row's name.</summary>
    public string Name { get; }

    /// <summary>The row's settings; each run sets its seed.</summary>
    public RunOptions Options { get; }

    /// <summary>The row's own settings, by dotted path: put into a run file's <c>strategies</c>, they give the row again.</summary>
    public IReadOnlyDictionary<string, JsonElement> Overrides { get; }

    /// <summary>The settings as JSON, a copy.</summary>
    public JsonObject Settings => (JsonObject)_settings.DeepClone();

    /// <summary>
    /// Makes the rows: each is a name among the overrides of <c>strategies</c> in the settings, a known strategy with
    /// the settings as they are, or a control (<see cref="BuiltInControls"/>).
    /// </summary>
    /// <param name="file">The settings of all layers.</param>
    /// <param name="names">The rows' names; none for <c>stl</c>, every name among the overrides and the settings' own strategy (where they name none and have overrides, not the default), and <c>bag-of-words</c> where it is cheaper.</param>
    /// <exception cref="SettingException">A row is unknown or named twice, or a row's settings are wrong.</exception>
    /// <exception cref="InvalidDataException">The settings that the rows share are wrong in the file.</exception>
    public static IReadOnlyList<ComparisonRow> List(RunFile file, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(names);
        RunOptions shared = file.Read();
        if (names.Count == 0)
            names = WithPlainMean(shared, [.. new[] { Stl }.Concat(shared.Strategies.Keys).Concat(shared.Strategies.Count == 0 || file.Settings["strategy"]?["name"] is not null ? [shared.Strategy.Name] : []).Distinct()]);
        CheckNames(names);
        ComparisonRow Strategy(string name) => Make(file.Settings, shared, name);
        ComparisonRow[] rows = [.. names.Select(name => ControlRows.IsControl(name) ? ControlRows.Derive(name, names, Strategy) : Strategy(name))];
        if (rows.Any(row => row.Options.Strategy.HarmCheck == StrategyOptions.ByTrainingAlone))
            throw new SettingException("strategy.harmCheck", $"strategy.harmCheck is {StrategyOptions.ByTrainingAlone}, but a comparison has a row for the primary alone instead, so it has no effect. Leave it out, or set it to {StrategyOptions.ByProbes}.");
        if (!shared.Tuning.NamesValues) // Else a trial may set what gives others an effect.
            SettingEffects.CheckShared(shared, rows.Select(row => row.Options));
        return rows;
    }

    /// <summary>The names, and behind them <c>bag-of-words</c> where the primary classifies texts by something that costs more.</summary>
    /// <param name="shared">The settings that the rows share.</param>
    /// <param name="names">The rows' names.</param>
    public static IReadOnlyList<string> WithPlainMean(RunOptions shared, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(names);
        return BuiltInControls.HasPlainMeanBeside(shared) && !names.Contains(BuiltInControls.BagOfWords) ? [.. names, BuiltInControls.BagOfWords] : names;
    }

    /// <summary>The row of a strategy: the run's settings with it, and what the run's <see cref="RunOptions.Strategies"/> set under its name.</summary>
    internal static ComparisonRow Of(RunOptions run, StrategyOptions strategy) =>
        new(strategy.Name, Shared(run), Merged(run.Strategies.GetValueOrDefault(strategy.Name) ?? new Dictionary<string, JsonElement>(), SettingsOf(strategy)), run);

    /// <summary>Another row of the settings that this one shares: a known strategy, or a name among the overrides of <c>strategies</c>.</summary>
    internal ComparisonRow Sibling(string name) => Make(_shared, Options, name, _memory);

    /// <summary>Checks that no name is there twice.</summary>
    /// <exception cref="SettingException">One is.</exception>
    internal static void CheckNames(IReadOnlyList<string> names)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SettingException("strategies", $"Row '{twice.Key}' is named twice; give each row a name of its own.");
    }

    /// <summary>The row with other settings, by dotted path, for a trial of tuning.</summary>
    /// <param name="settings">The settings that differ.</param>
    /// <exception cref="SettingException">A path or a value is wrong.</exception>
    internal ComparisonRow With(IReadOnlyDictionary<string, JsonElement> settings) =>
        new(Name, _shared, Merged(Overrides, settings), _memory);

    /// <summary>The same row under another name, with the same strategy.</summary>
    /// <param name="name">The name.</param>
    public ComparisonRow Named(string name) =>
        new(name, _shared, Merged(Overrides, new Dictionary<string, JsonElement> { [StrategyName] = Element(JsonValue.Create(Options.Strategy.Name)) }), _memory);

    private static ComparisonRow Make(JsonObject shared, RunOptions options, string name, RunOptions? memory = null)
    {
        bool hasOverrides = options.Strategies.TryGetValue(name, out IReadOnlyDictionary<string, JsonElement>? overrides);
        if (!hasOverrides && !BuiltInSchedules.All.TryFind(name, out _))
            throw new SettingException("strategies", RetiredSettings.FindName("strategy", name) ?? Suggestions.Unknown("strategy", name, BuiltInSchedules.All.Names.Union(options.Strategies.Keys).Union(BuiltInControls.All.Names)));
        try
        {
            return new ComparisonRow(name, shared, overrides ?? new Dictionary<string, JsonElement>(), memory);
        }
        catch (SettingException error)
        {
            string setting = overrides?.ContainsKey(error.Setting) == true ? $"strategies.{name}.{error.Setting}" : $"strategies.{name}";
            string hint = error.Setting == StrategyName ? " Set \"strategy.name\" in the row." : "";
            throw new SettingException(setting, $"Row '{name}': {error.Message}{hint}");
        }
    }

    private static JsonObject Shared(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return (JsonObject)JsonNode.Parse((options with { Strategy = new StlOptions() }).ToJson())!; // Each row has a strategy of its own, and none is to inherit from another.
    }

    private static Dictionary<string, JsonElement> SettingsOf(StrategyOptions strategy) =>
        strategy.Write(BuiltInSchedules.Choice).ToDictionary(setting => $"strategy.{setting.Key}", setting => Element(setting.Value!));

    /// <summary>Settings by dotted path, with others on top.</summary>
    internal static Dictionary<string, JsonElement> Merged(IReadOnlyDictionary<string, JsonElement> settings, IReadOnlyDictionary<string, JsonElement> over)
    {
        Dictionary<string, JsonElement> merged = new(settings, StringComparer.Ordinal);
        foreach ((string path, JsonElement value) in over)
            merged[path] = value;
        return merged;
    }

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
