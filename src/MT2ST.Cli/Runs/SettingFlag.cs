using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MT2ST.Settings;

namespace MT2ST.Cli.Runs;

/// <summary>An option that sets one setting of a run.</summary>
internal sealed class SettingFlag
{
    private readonly Func<ParseResult, string?> _text;

    private SettingFlag(string path, Option option, Func<ParseResult, string?> text)
    {
        Path = path;
        Option = option;
        _text = text;
    }

    /// <summary>The setting's dotted path.</summary>
    public string Path { get; }

    public Option Option { get; }

    /// <summary>Whether the value is a text as it is given, such as a file named <c>null</c>.</summary>
    public bool IsText { get; private init; }

    /// <summary>The flag of a setting: for true or false the flag alone stands for true, else a value follows.</summary>
    /// <param name="path">The setting's dotted path.</param>
    /// <param name="name">The flag's name with its dashes.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="description">The help line.</param>
    public static SettingFlag Of(string path, string name, Setting setting, string description)
    {
        if (setting.Type == SettingType.Boolean)
        {
            Option<bool?> flag = new(name) { HelpName = setting.Type.ValueName, Description = description };
            return new SettingFlag(path, flag, parsed => parsed.GetValue(flag)?.ToString(CultureInfo.InvariantCulture).ToLowerInvariant());
        }
        Option<string> option = new(name) { HelpName = setting.IsInputFile ? "FILE" : setting.Choices is null ? setting.Type.ValueName : "NAME", Description = description };
        return new SettingFlag(path, option, parsed => parsed.GetValue(option)) { IsText = setting.Type == SettingType.Text };
    }

    /// <summary>A flag whose value is a name.</summary>
    public static SettingFlag Of(string path, Option<string> option) => new(path, option, parsed => parsed.GetValue(option));

    /// <summary>The value as it was given; null if it was not.</summary>
    public string? Text(ParseResult parsed) => _text(parsed);

    /// <summary>The usual name: evaluationsPerEpoch is evaluations-per-epoch.</summary>
    public static string NameOf(Setting setting) => setting.Flag ?? JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Name);
}
