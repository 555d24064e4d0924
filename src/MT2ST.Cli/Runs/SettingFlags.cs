using System.CommandLine;
using System.Text.Json.Nodes;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Cli.Runs;

/// <summary>The options for a run's settings, read from the settings themselves: the run's, those of its primary task and those of its strategy.</summary>
/// <remarks>If two have the same name, the run's comes before the primary's and that before the strategy's, whose flag then starts with its owner.</remarks>
internal sealed class SettingFlags
{
    private readonly List<SettingFlag> _flags = [];
    private readonly HashSet<string> _taken = [];

    public SettingFlags()
    {
        Add("", "", [("", new RunOptions())]);
        Add("primary", "Primary: ", BuiltInTasks.All.Select(entry => (entry.Name, (OptionsRecord)entry.Factory())));
        Add("strategy", "Strategy: ", BuiltInSchedules.All.Select(entry => (entry.Name, (OptionsRecord)entry.Factory())));
        Option<string> strategy = new("--strategy") { HelpName = "NAME", Description = $"How task weights change over time: {string.Join(", ", BuiltInSchedules.All.Names)} (default diminish with auxiliaries, stl without)" };
        _flags.Insert(0, SettingFlag.Of("strategy.name", strategy)); // First: its settings depend on it.
    }

    /// <summary>The dotted paths of the settings that have an option.</summary>
    public IEnumerable<string> Settings => _flags.Select(flag => flag.Path);

    public void AddTo(Command command)
    {
        foreach (SettingFlag flag in _flags)
            command.Add(flag.Option);
    }

    /// <summary>Applies the given options, which override the run file.</summary>
    public void Apply(ParseResult parsed, RunFile run)
    {
        foreach (SettingFlag flag in _flags)
        {
            if (flag.Text(parsed) is { } text)
                run.Set(flag.Path, flag.IsText ? JsonValue.Create(text)!.ToJsonString() : text);
        }
    }

    private void Add(string path, string start, IEnumerable<(string Name, OptionsRecord Options)> owners)
    {
        (string Name, OptionsRecord Options)[] all = [.. owners];
        var settings = all.SelectMany(owner => owner.Options.ListSettings().Select(setting => (Setting: setting, owner.Name, owner.Options)));
        foreach (var same in settings.Where(own => own.Setting is { Flag: not "", IsForAuxiliaries: false, Type.IsNested: false }).GroupBy(own => own.Setting.Name))
        {
            string name = "--" + SettingFlag.NameOf(same.First().Setting);
            if (!_taken.Add(name))
                name = $"--{path}-{SettingFlag.NameOf(same.First().Setting)}";
            string at = path.Length > 0 ? $"{path}.{same.Key}" : same.Key;
            _flags.Add(SettingFlag.Of(at, name, same.First().Setting, start + Description([.. same.Select(own => (own.Name, own.Setting, own.Options))], same.Count() == all.Length)));
        }
    }

    // Tasks may have different settings of one name: each says its own.
    private static string Description((string Name, Setting Setting, OptionsRecord Options)[] same, bool isOfAll) =>
        string.Join(". Or: ", same.GroupBy(own => (own.Setting.Summary, own.Setting.RangeText)).Select(group => Description([.. group], isOfAll ? "" : string.Join(", ", group.Select(own => own.Name)))));

    private static string Description((string Name, Setting Setting, OptionsRecord Options)[] same, string owners)
    {
        Setting setting = same[0].Setting;
        string?[] defaults = [.. same.Select(own => own.Setting.DefaultText(own.Options)).Distinct()];
        string[] notes = [.. new[] { owners, defaults is [{ } one] ? $"default {one}" : setting.NullMeaning is { } other ? $"default {other}" : "", setting.RangeText ?? "" }.Where(note => note.Length > 0)];
        string choices = setting.Choices is null ? "" : $": {string.Join(", ", setting.Choices())}";
        return setting.Meaning + choices + (notes.Length > 0 ? $" ({string.Join("; ", notes)})" : "");
    }
}
