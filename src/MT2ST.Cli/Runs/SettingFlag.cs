using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        string valueName = setting switch
        {
            { IsInputFile: true } => "FILE",
            { Choices: not null } => "NAME",
            { ValueName: { Length: > 0 } own } => own,
            { Type: { IsList: true } type } when type != SettingType.Texts => "NUMBER",
            _ => setting.Type.ValueName,
        };
        if (setting.Type.IsList)
        {
            bool isSplit = !setting.IsInputFile; // The names of files may have commas.
            Option<string[]> list = new(name) { HelpName = isSplit ? $"{valueName},{valueName}..." : valueName, Description = description + (isSplit ? "; several with commas, or repeat the flag" : "; may be repeated") };
            return new SettingFlag(path, list, parsed => ListText(parsed.GetValue(list), isSplit, setting.Type == SettingType.Texts));
        }
        Option<string> option = new(name) { HelpName = valueName, Description = description };
        return new SettingFlag(path, option, parsed => parsed.GetValue(option)) { IsText = setting.Type == SettingType.Text };
    }

    /// <summary>A flag whose value is a name.</summary>
    public static SettingFlag Of(string path, Option<string> option) => new(path, option, parsed => parsed.GetValue(option));

    /// <summary>The value as it was given; null if it was not.</summary>
    public string? Text(ParseResult parsed) => _text(parsed);

    // A list as a run file has it; one that is given as JSON stays as it is.
    private static string? ListText(string[]? values, bool isSplit, bool areTexts)
    {
        if (values is not { Length: > 0 } || (values is [var json] && (json.StartsWith('[') || json == "null")))
            return values?.FirstOrDefault();
        IEnumerable<string> elements = isSplit ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)) : values;
        return new JsonArray([.. elements.Select(element => areTexts || !int.TryParse(element, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? JsonValue.Create(element) : JsonValue.Create(number))]).ToJsonString();
    }

    /// <summary>The usual name: evaluationsPerEpoch is evaluations-per-epoch.</summary>
    public static string NameOf(Setting setting) => setting.Flag ?? JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Name);
}
