using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Cli.Runs;

/// <summary>The options for a run's settings, read from the settings themselves: the run's, those of its primary task and those of its strategy.</summary>
/// <remarks>If two have the same name, the run's comes before the primary's and that before the strategy's, whose flag then starts with its owner.</remarks>
internal sealed partial class SettingFlags
{
    private const string StrategyName = "strategy.name";

    private readonly List<SettingFlag> _flags = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<SettingFlag, string> _strategies = []; // One that has the setting, where not all have it.

    public SettingFlags()
    {
        Add("", "", [("", new RunOptions())]);
        Add("primary", "Primary: ", BuiltInTasks.All.Select(entry => (entry.Name, (OptionsRecord)entry.Factory())));
        Add("strategy", "Strategy: ", BuiltInSchedules.All.Select(entry => (entry.Name, (OptionsRecord)entry.Factory())));
        Option<string> strategy = new("--strategy") { HelpName = "NAME", Description = $"How task weights change over time: {string.Join(", ", BuiltInSchedules.All.Names)} (default diminish with auxiliaries, stl without)" };
        _flags.Insert(0, SettingFlag.Of(StrategyName, strategy)); // First: its settings depend on it.
        NameFlags();
    }

    /// <summary>The dotted paths of the settings that have an option.</summary>
    public IEnumerable<string> Settings => _flags.Select(flag => flag.Path);

    public void AddTo(Command command)
    {
        foreach (SettingFlag flag in _flags)
            command.Add(flag.Option);
    }

    /// <summary>
    /// Adds the options to a command whose rows have a strategy each. Options that it already has stay its own; those about one
    /// strategy are refused with what to write instead.
    /// </summary>
    public void AddToComparison(Command command)
    {
        foreach (SettingFlag flag in _flags.Where(flag => command.Options.All(own => own.Name != flag.Option.Name)))
        {
            if (flag.Path == StrategyName)
                Refuse(flag.Option, "--strategy is for one run; name the rows to compare by --strategies, such as --strategies stl,mtl,switch.");
            else if (_strategies.TryGetValue(flag, out string? strategy))
                Refuse(flag.Option, $"{flag.Option.Name} is about one strategy; set it for a row, such as --set strategies.{strategy}.{flag.Path}=VALUE.");
            command.Add(flag.Option);
        }

        static void Refuse(Option option, string message)
        {
            option.Hidden = true;
            option.Validators.Add(result => result.AddError(message));
        }
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
            bool isOfAll = same.Count() == all.Length;
            SettingFlag flag = SettingFlag.Of(at, name, same.First().Setting, start + Description([.. same.Select(own => (own.Name, own.Setting, own.Options))], isOfAll));
            _flags.Add(flag);
            if (path == "strategy" && !isOfAll)
                _strategies.Add(flag, same.First().Name);
        }
    }

    // Summaries name other settings as run files do; on the command line they are flags.
    private void NameFlags()
    {
        Dictionary<string, string> names = _flags.DistinctBy(NameOf).ToDictionary(NameOf, flag => flag.Option.Name);
        foreach (SettingFlag flag in _flags)
            flag.Option.Description = SettingName().Replace(flag.Option.Description!, name => names.GetValueOrDefault(name.Value, name.Value));

        static string NameOf(SettingFlag flag) => flag.Path[(flag.Path.LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\b[a-z]+([A-Z][a-z0-9]*)+\b")]
    private static partial Regex SettingName();

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
