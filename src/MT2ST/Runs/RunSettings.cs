using System.Text.Json.Nodes;
using MT2ST.Catalogs;
using MT2ST.Schedules;
using MT2ST.Settings;

namespace MT2ST.Runs;

/// <summary>
/// A run's settings as JSON, before they are read: the one mechanism by which flags, <c>--set</c>, a comparison's rows
/// and tuning change them. A dotted path such as <c>auxiliaries.brown.eta</c> names a setting; an element of a list is
/// named by its name (by its task if it has none) or its index from 0.
/// </summary>
internal static class RunSettings
{
    private const string StrategyName = "strategy.name";

    /// <summary>Sets one setting from text: JSON if it parses as JSON (<c>0.5</c>, <c>true</c>, <c>[1, 2]</c>, <c>null</c>), otherwise plain text.</summary>
    /// <param name="settings">The settings to change; objects on the way that are missing are made.</param>
    /// <param name="path">The setting's dotted path.</param>
    /// <param name="text">The value.</param>
    /// <exception cref="SettingException">The path names no element of a list, or goes through a plain value.</exception>
    public static void Set(JsonObject settings, string path, string text) => Set(settings, path, ParseValue(text));

    /// <summary>Sets one setting.</summary>
    /// <param name="settings">The settings to change; objects on the way that are missing are made.</param>
    /// <param name="path">The setting's dotted path.</param>
    /// <param name="value">The value, which must not be part of other JSON already; null for JSON's <c>null</c>.</param>
    /// <exception cref="SettingException">The path names no element of a list, or goes through a plain value.</exception>
    public static void Set(JsonObject settings, string path, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string[] names = Split(path);
        if (names.Contains(""))
            throw new SettingException(path, $"'{path}' is not a setting: a name in it is empty. Write it like auxiliaries.brown.eta.");
        JsonNode node = settings;
        for (int i = 0; i < names.Length - 1; i++)
            node = Child(node, names, i);
        if (path == StrategyName && node is JsonObject strategy)
            KeepCommon(strategy, value);
        switch (node)
        {
            case JsonObject properties:
                properties[names[^1]] = value;
                break;
            case JsonArray list:
                list[ElementIndex(list, names, names.Length - 1)] = value;
                break;
            default:
                throw NotAnObject(node, names, names.Length - 1);
        }
    }

    /// <summary>Adds an auxiliary task under its own name, with a number if another task has that name.</summary>
    /// <param name="settings">The settings to change.</param>
    /// <param name="task">The task's name in the catalog of tasks.</param>
    /// <param name="train">Its training file; null for none.</param>
    /// <returns>Its name in the run, by which paths address it.</returns>
    public static string AddAuxiliary(JsonObject settings, string task, string? train)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings["auxiliaries"] ??= new JsonArray();
        JsonArray auxiliaries = settings["auxiliaries"] as JsonArray ?? throw new SettingException("auxiliaries", $"auxiliaries is {settings["auxiliaries"]!.ToJsonString()}; expected a list.");
        string[] taken = [SettingPath.ElementName(settings["primary"], -1), .. ElementNames(auxiliaries)];
        string name = task;
        for (int number = 2; taken.Contains(name); number++)
            name = task + SettingPath.IndexName(number);
        JsonObject auxiliary = new() { ["name"] = name, ["task"] = task };
        if (train is not null)
            auxiliary["train"] = train;
        auxiliaries.Add((JsonNode)auxiliary);
        return name;
    }

    /// <summary>The path with indices in place of the names of list elements, as far as its elements exist.</summary>
    internal static string Canonical(JsonObject settings, string path)
    {
        string[] names = Split(path);
        JsonNode? node = settings;
        for (int i = 0; i < names.Length; i++)
        {
            if (node is JsonArray list)
            {
                int index = FindElement(list, names[i]);
                names[i] = index >= 0 ? SettingPath.IndexName(index) : names[i];
                node = index >= 0 ? list[index] : null;
            }
            else
                node = node is JsonObject properties ? properties[names[i]] : null;
        }
        return string.Join('.', names);
    }

    /// <summary>Whether a setting has a value.</summary>
    internal static bool Has(JsonObject settings, string path)
    {
        JsonNode? node = settings;
        foreach (string name in Canonical(settings, path).Split('.'))
            node = node switch
            {
                JsonObject properties => properties[name],
                JsonArray list => FindElement(list, name) is int place and >= 0 ? list[place] : null,
                _ => null,
            };
        return node is not null;
    }

    internal static JsonNode? ToNode(JsonElement value) => JsonNode.Parse(value.GetRawText());

    // Settings that only the strategy before it has go with it: they would have no effect, which is an error where they are written out.
    private static void KeepCommon(JsonObject strategy, JsonNode? name)
    {
        OptionsChoice choice = BuiltInSchedules.Choice;
        OptionsRecord? Options(JsonNode? node) => choice.Find(node is JsonValue value && value.TryGetValue(out string? text) ? text : choice.Default!);
        if (Options(strategy["name"]) is not { } before || Options(name) is not { } after)
            return;
        foreach (Setting setting in before.ListSettings().Where(setting => after.ListSettings().All(other => other.Name != setting.Name)))
            strategy.Remove(setting.Name);
    }

    // The keys below "strategies.ROW", "tuning.space" and "tuning.rows.ROW" are paths themselves: their dots do not separate names.
    private static string[] Split(string path)
    {
        string[] names = path.Split('.');
        int plainNames = (names[0], names.ElementAtOrDefault(1)) switch
        {
            ("strategies", _) or ("tuning", "space") => 2,
            ("tuning", "rows") => 3,
            _ => names.Length,
        };
        return names.Length > plainNames ? [.. names[..plainNames], string.Join('.', names[plainNames..])] : names;
    }

    private static JsonNode Child(JsonNode node, string[] names, int place)
    {
        switch (node)
        {
            case JsonObject properties:
                return properties[names[place]] ?? (properties[names[place]] = names[place] == "auxiliaries" && place == 0 ? new JsonArray() : new JsonObject());
            case JsonArray list:
                return list[ElementIndex(list, names, place)] ?? throw NotAnObject(null, names, place + 1);
            default:
                throw NotAnObject(node, names, place);
        }
    }

    private static int ElementIndex(JsonArray list, string[] names, int place)
    {
        int index = FindElement(list, names[place]);
        if (index >= 0)
            return index;
        string kind = names[place - 1] == "auxiliaries" ? "auxiliary" : $"element of {string.Join('.', names[..place])}";
        throw new SettingException(string.Join('.', names), Suggestions.Unknown(kind, names[place], ElementNames(list)));
    }

    private static int FindElement(JsonArray list, string name)
    {
        int index = Array.IndexOf([.. ElementNames(list)], name);
        if (index < 0 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < list.Count)
            index = place;
        return index;
    }

    private static IEnumerable<string> ElementNames(JsonArray list) => list.Select(SettingPath.ElementName);

    private static SettingException NotAnObject(JsonNode? node, string[] names, int place) => new(
        string.Join('.', names),
        $"Cannot set {string.Join('.', names)}: {string.Join('.', names[..place])} is {node?.ToJsonString() ?? "null"}, which has no settings of its own.");

    private static JsonNode? ParseValue(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text is ['[' or '{', ..] && WithZeros(text) is { } list && list != text ? ParseValue(list) : JsonValue.Create(text);
        }
    }

    // "[.1, -.2]" as "[0.1, -0.2]"; within quotes nothing changes. A single number may stay as it is: its setting reads it.
    private static string WithZeros(string list)
    {
        StringBuilder text = new();
        bool isQuoted = false;
        for (int i = 0; i < list.Length; i++)
        {
            isQuoted ^= list[i] == '"' && (i == 0 || list[i - 1] != '\\');
            if (!isQuoted && list[i] == '.' && !char.IsAsciiDigit(list[i - 1]))
                text.Append('0');
            text.Append(list[i]);
        }
        return text.ToString();
    }
}
