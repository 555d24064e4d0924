using System.Text.Json.Nodes;
using MT2ST.Catalogs;

namespace MT2ST.Settings;

/// <summary>The base of all options: records whose settings are declared once, as properties.</summary>
/// <remarks>
/// A partial record that derives from it gets <c>Settings</c> at build time: one for each public <c>init</c> property. Its name in
/// a run file is the property's in camelCase, its default what the property is initialised with, its help line the first
/// sentence of the property's documentation; <see cref="WithinAttribute"/> and <see cref="OneOfAttribute"/> say what is allowed.
/// </remarks>
public abstract record OptionsRecord
{
    /// <summary>The settings in the order of their declaration, those of base records first.</summary>
    public abstract IReadOnlyList<Setting> ListSettings();

    /// <summary>The name of these options in a list, which dotted paths use; null for their index.</summary>
    internal virtual string? ElementName => null;

    /// <summary>Checks all ranges and names, then that the settings go together.</summary>
    /// <param name="path">The dotted path at which the options stand; empty at the top.</param>
    /// <exception cref="SettingException">A value is not allowed; the message names the setting, the value and what is allowed.</exception>
    internal void Validate(string path)
    {
        foreach (Setting setting in ListSettings())
        {
            if (setting.Get(this) is { } value)
                setting.Check(value, SettingPath.Join(path, setting.Name));
            else if (!setting.IsNullable && setting.Name != "primary") // Which has a message of its own.
                throw new SettingException(SettingPath.Join(path, setting.Name), $"{SettingPath.Join(path, setting.Name)} is null; expected {setting.Type.Expected}.");
        }
        Check(path);
    }

    /// <summary>Checks that the settings go together; each by itself has been checked already.</summary>
    /// <param name="path">The dotted path at which the options stand; empty at the top.</param>
    /// <exception cref="SettingException">Two settings contradict each other, or one is missing.</exception>
    protected virtual void Check(string path)
    {
    }

    /// <summary>Rejects settings that do not go together.</summary>
    /// <param name="path">The dotted path at which the options stand; empty at the top.</param>
    /// <param name="isWrong">Whether they do not go together.</param>
    /// <param name="setting">The setting to name.</param>
    /// <param name="message">What is wrong and what to do, without the setting's name.</param>
    /// <exception cref="SettingException">They do not go together.</exception>
    protected static void Forbid(string path, bool isWrong, string setting, string message)
    {
        if (isWrong)
            throw new SettingException(SettingPath.Join(path, setting), $"{SettingPath.Join(path, setting)} {message}");
    }

    /// <summary>Copies the options with the values that a JSON object sets.</summary>
    /// <param name="settings">The settings by name.</param>
    /// <param name="path">The dotted path of the options; empty at the top.</param>
    /// <param name="choice">The choice that gave these options; null for none.</param>
    /// <exception cref="SettingException">A name is unknown, or a value is of the wrong kind.</exception>
    internal OptionsRecord Read(JsonObject settings, string path, OptionsChoice? choice = null)
    {
        OptionsRecord options = this;
        foreach ((string name, JsonNode? value) in settings)
        {
            if (name == choice?.Key)
                continue;
            string at = SettingPath.Join(path, name);
            Setting setting = ListSettings().FirstOrDefault(setting => setting.Name == name) ?? throw new SettingException(at, Unknown(name, path, choice));
            if (value is null && !setting.IsNullable)
                throw setting.Type.Wrong(value, at);
            options = setting.With(options, value is null ? null : setting.Type.Read(value, at));
        }
        return options;
    }

    /// <summary>Writes all settings that are not null, defaults included.</summary>
    internal JsonObject Write(OptionsChoice? choice = null)
    {
        JsonObject settings = [];
        if (choice is not null)
            settings[choice.Key] = choice.NameOf(this);
        foreach (Setting setting in ListSettings())
            if (setting.Get(this) is { } value)
                settings[setting.Name] = setting.Type.Write(value);
        return settings;
    }

    private string Unknown(string name, string path, OptionsChoice? choice)
    {
        string start = path.Length > 0 ? $"{path}: " : "";
        if (RetiredSettings.FindSetting(choice?.Kind, name) is { } retired)
            return $"{start}{retired}";
        string owner = choice is null ? "" : $" of {choice.Kind} '{choice.NameOf(this)}'";
        string[] others = [.. choice?.Names().Where(other => choice.Find(other)!.ListSettings().Any(setting => setting.Name == name)) ?? []];
        if (others.Length > 0)
            return $"{start}'{name}' has no effect on {choice!.Kind} '{choice.NameOf(this)}'; it is a setting of {string.Join(", ", others)}. Leave it out.";
        IEnumerable<string> known = ListSettings().Select(setting => setting.Name);
        return start + Suggestions.Unknown("setting", name, choice is null ? known : known.Append(choice.Key), owner);
    }
}

/// <summary>Chooses an options record by name, such as that of a task: the key on which the other keys depend.</summary>
internal sealed record OptionsChoice
{
    /// <summary>What is chosen, such as <c>task</c>: the word for it in messages.</summary>
    public required string Kind { get; init; }

    /// <summary>The key that holds the name.</summary>
    public required string Key { get; init; }

    /// <summary>The name if the key is missing; null if the key is required.</summary>
    public string? Default { get; init; }

    /// <summary>The known names.</summary>
    public required Func<IEnumerable<string>> Names { get; init; }

    /// <summary>The options of a name with their defaults; null for an unknown name.</summary>
    public required Func<string, OptionsRecord?> Find { get; init; }

    /// <summary>The name of options.</summary>
    public required Func<OptionsRecord, string> NameOf { get; init; }
}
