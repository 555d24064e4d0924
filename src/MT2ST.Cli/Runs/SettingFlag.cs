using System.CommandLine;
using System.Text.Json;

namespace MT2ST.Cli.Runs;

/// <summary>An option that sets one setting of a run.</summary>
internal sealed class SettingFlag
{
    private readonly Func<ParseResult, string?> _text;

    private SettingFlag(string setting, Option option, Func<ParseResult, string?> text)
    {
        Setting = setting;
        Option = option;
        _text = text;
    }

    /// <summary>The setting's dotted path.</summary>
    public string Setting { get; }

    public Option Option { get; }

    /// <summary>A flag with a value, named for the last part of the setting unless another name is given.</summary>
    public static SettingFlag ForValue(string setting, string valueName, string description, string? name = null)
    {
        Option<string> option = new(name ?? NameOf(setting)) { HelpName = valueName, Description = description };
        return new SettingFlag(setting, option, parsed => parsed.GetValue(option));
    }

    /// <summary>A flag that stands for <c>true</c> where no value follows.</summary>
    public static SettingFlag ForSwitch(string setting, string description)
    {
        Option<bool?> option = new(NameOf(setting)) { HelpName = "true|false", Description = description };
        return new SettingFlag(setting, option, parsed => parsed.GetValue(option) switch { true => "true", false => "false", null => null });
    }

    /// <summary>The value as it was given; null where it was not.</summary>
    public string? Text(ParseResult parsed) => _text(parsed);

    // evaluationsPerEpoch is --evaluations-per-epoch, primary.rate is --rate.
    private static string NameOf(string setting) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Split('.')[^1]);
}
