using System.Globalization;
using System.Text.Json.Nodes;
using MT2ST.Layers;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Tests.Settings;

/// <summary>The docs' tables of settings are the declarations; <c>docs/update</c> writes them.</summary>
public sealed class SettingsTablesTests
{
    private const string Kind = "settings";
    private const string Source = "the declarations";
    private const string TasksPage = "docs/tasks.md", StrategiesPage = "docs/strategies.md", SettingsPage = "docs/settings.md";

    private static readonly TaskOptions[] Tasks = [.. BuiltInTasks.All.Select(entry => entry.Factory())];

    private static readonly Dictionary<string, Func<string>> SettingsBlocks = new()
    {
        ["run"] = () => Table(RunOptions.Settings, new RunOptions()),
        ["task"] = () => Table(TaskOptions.Settings.Where(setting => !setting.IsForAuxiliaries), Tasks),
        ["auxiliary"] = () => Table(TaskOptions.Settings.Where(setting => setting.IsForAuxiliaries), Tasks),
        ["strategy"] = () => Table(StrategyOptions.Settings, new StlOptions()),
        ["encoder"] = () => Table(TokenEncoderOptions.Settings, new TokenEncoderOptions()),
        ["tuning"] = () => Table(TuningOptions.Settings, new TuningOptions()),
    };

    [Fact]
    public void Docs_TablesOfTasks_AreTheDeclarations() => GoldenFile.CheckBlocks(TasksPage, Kind, name => OfTask(BuiltInTasks.All[name].Factory()), Source);

    [Fact]
    public void Docs_TablesOfStrategies_AreTheDeclarations() => GoldenFile.CheckBlocks(StrategiesPage, Kind, name => Table(Own(BuiltInSchedules.All[name].Factory(), StrategyOptions.Settings), BuiltInSchedules.All[name].Factory()), Source);

    [Fact]
    public void Docs_TablesOfOtherSettings_AreTheDeclarations() => GoldenFile.CheckBlocks(SettingsPage, Kind, name => SettingsBlocks[name](), Source);

    [Fact]
    public void Docs_EveryTaskAndStrategyWithSettings_HasATable()
    {
        Assert.Equal(BuiltInTasks.All.Names, GoldenFile.BlockNames(TasksPage, Kind));
        Assert.Equal(
            BuiltInSchedules.All.Where(entry => Own(entry.Factory(), StrategyOptions.Settings).Any()).Select(entry => entry.Name).Order(StringComparer.Ordinal),
            GoldenFile.BlockNames(StrategiesPage, Kind).Order(StringComparer.Ordinal));
        Assert.Equal(SettingsBlocks.Keys, GoldenFile.BlockNames(SettingsPage, Kind));
    }

    [Fact]
    public void GoldenFile_BlockThatDiffers_NamesTheLine()
    {
        const string Text = "before\n<!-- settings:one -->\nold\n<!-- /settings -->\nafter\n";
        Assert.Null(GoldenFile.FirstDifference(Text, GoldenFile.ReplaceBlocks(Text, Kind, _ => "old")));
        Assert.Equal("Line 3 is 'old', expected 'one'.", GoldenFile.FirstDifference(Text, GoldenFile.ReplaceBlocks(Text, Kind, name => name)));
    }

    private static IEnumerable<Setting> Own(OptionsRecord options, IReadOnlyList<Setting> common) =>
        options.ListSettings().Where(setting => common.All(other => other.Name != setting.Name));

    private static string OfTask(TaskOptions task)
    {
        TaskDefaults defaults = task.Defaults;
        List<string> common = [Value("rate", defaults.Rate), Value("optimizer", defaults.RowOptimizer)];
        if (task.Needs is TaskNeeds.Labels or TaskNeeds.Tags or TaskNeeds.TagsOrLabels) // Others have no head.
            common.AddRange([Value("headRate", defaults.HeadRate), Value("headOptimizer", defaults.HeadOptimizer)]);
        common.AddRange([Value("decay", defaults.LinearDecay ? "linear" : "none"), Value("batch", defaults.BatchSize), Value("minCount", defaults.MinimumCount)]);
        if (task.UnnamedFormat is { } format)
            common.Add(Value("format", format) + " where name and content do not say it");
        string line = $"Its defaults of [what all tasks have](settings.md#every-task): {string.Join(", ", common)}. As a run's primary: {string.Join(", ", OfPrimary(task))}.";
        Setting[] own = [.. Own(task, TaskOptions.Settings)];
        return own.Length > 0 ? $"{Table(own, task)}\n\n{line}" : $"No settings of its own. {line}";

        static string Value(string name, object value) => string.Create(CultureInfo.InvariantCulture, $"`{name}` {value}");
    }

    private static IEnumerable<string> OfPrimary(TaskOptions task)
    {
        TaskDefaults defaults = task.Defaults;
        string more = defaults.EpochsFor(1) > defaults.Epochs
            ? string.Create(CultureInfo.InvariantCulture, $", or {defaults.MinimumVisits:#,0} / {(task.Needs == TaskNeeds.Text ? "tokens" : "documents")} where this is more, at most {defaults.MaximumEpochs}{(defaults.MaximumEpochsBesideAuxiliaries is { } shared ? $", {shared} beside auxiliaries" : "")}")
            : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"`epochs` {defaults.Epochs}{more}");
        yield return string.Create(CultureInfo.InvariantCulture, $"`evaluationsPerEpoch` {defaults.EvaluationsPerEpoch}");
        yield return string.Create(CultureInfo.InvariantCulture, $"`patience` {defaults.Patience}");
        yield return defaults.DevShare == 0 ? "`devShare` 0" : string.Create(CultureInfo.InvariantCulture, $"`devShare` {defaults.DevShare} from {defaults.DevShareMinimum} documents on");
    }

    private static string Table(IEnumerable<Setting> settings, params OptionsRecord[] defaults) => string.Join('\n', settings
        .Select(setting => $"| `{setting.Name}` | {(defaults.Select(options => Default(setting, options)).Distinct().ToArray() is [var one] ? one : "that of its kind")} | {Allowed(setting)} | {Cell(setting.Meaning)} |")
        .Prepend("|---|---|---|---|")
        .Prepend("| setting | default | allowed | what it is |"));

    private static string Default(Setting setting, OptionsRecord defaults) => setting.Get(defaults) switch
    {
        null when !setting.IsNullable => "must be given",
        null => Cell(setting.NullMeaning ?? "none"),
        StrategyOptions strategy => $"`{strategy.Name}`",
        OptionsRecord => "its own defaults",
        false => "`false`",
        var value => setting.Type.Write(value) is { } node and not JsonObject { Count: 0 } and not JsonArray { Count: 0 } && setting.DefaultText(defaults) is { } text ? $"`{text}`" : "none",
    };

    private static string Allowed(Setting setting)
    {
        if (setting.Choices is { } choices)
            return Cell(string.Join(", ", choices()));
        string kind = setting.Type.Expected;
        if (setting.IsInputFile)
            kind = kind.Replace("text", "file", StringComparison.Ordinal);
        if (kind.StartsWith("one of ", StringComparison.Ordinal))
            kind = kind["one of ".Length..];
        return Cell(setting.RangeText switch
        {
            null or "a finite number" => kind,
            var range when setting.Type.ValueName == "LIST" => $"{kind}, each number {range}",
            var range when range.StartsWith("in ", StringComparison.Ordinal) => $"{kind} {range}",
            var range => $"{kind}, {range}",
        });
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
