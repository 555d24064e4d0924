using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MT2ST.Catalogs;

namespace MT2ST.Runs;

/// <summary>Reads JSON strictly: every name must be known and every value of its kind, or the error says which is not.</summary>
internal static class SettingsReader
{
    /// <summary>Checks <paramref name="settings"/> and reads them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="type">The metadata of what they are read into.</param>
    /// <param name="path">The dotted path at which they stand; empty at the top.</param>
    /// <param name="kind">What a name is called in messages, such as <c>setting</c>.</param>
    /// <param name="alsoKnown">Names to list and suggest beside those of <paramref name="type"/>.</param>
    /// <param name="elementDefaults">The defaults of list elements, by their type.</param>
    /// <exception cref="SettingException">A name is unknown, or a value is of the wrong kind.</exception>
    public static T Read<T>(
        JsonObject settings,
        JsonTypeInfo<T> type,
        string path,
        string kind,
        IEnumerable<string> alsoKnown,
        IReadOnlyDictionary<Type, JsonObject> elementDefaults)
        where T : class, new()
    {
        CheckObject(settings, type, path, kind, alsoKnown);
        return new SettingDefaults(elementDefaults).Fill(settings, type, ToObject(new T(), type)).Deserialize(type)!;
    }

    /// <summary>What <paramref name="type"/> writes for <paramref name="value"/>.</summary>
    public static JsonObject ToObject<T>(T value, JsonTypeInfo<T> type) => (JsonObject)JsonSerializer.SerializeToNode(value, type)!;

    /// <summary>The names that <paramref name="type"/> reads, its extension data left out.</summary>
    public static IEnumerable<string> Names(JsonTypeInfo type) =>
        type.Properties.Where(IsSetting).Select(property => property.Name);

    /// <summary>How messages name the element of a list: by its name, else its task, else its place.</summary>
    public static string ElementName(JsonNode? element, int index)
    {
        string? Text(string property) =>
            element is JsonObject properties && properties[property] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
        return Text("name") ?? Text("task") ?? RunSettings.IndexName(index);
    }

    private static bool IsSetting(JsonPropertyInfo property) =>
        !property.IsExtensionData && (property.Set is not null || property.AssociatedParameter is not null);

    private static void CheckObject(JsonObject settings, JsonTypeInfo type, string path, string kind, IEnumerable<string> alsoKnown)
    {
        bool isOpen = type.Properties.Any(property => property.IsExtensionData);
        foreach ((string name, JsonNode? value) in settings)
        {
            JsonPropertyInfo? property = type.Properties.FirstOrDefault(property => property.Name == name);
            if (property is not null && IsSetting(property))
                Check(value, type.Options.GetTypeInfo(property.PropertyType), Join(path, name), property.IsSetNullable);
            else if (property is not null || !isOpen) // A property that is not read would be skipped without a word.
                throw new SettingException(Join(path, name), UnknownName(path, kind, name, Names(type).Concat(alsoKnown)));
        }
    }

    private static void Check(JsonNode? value, JsonTypeInfo type, string path, bool isNullable)
    {
        if (value is null && isNullable)
            return;
        switch (type.Kind, value)
        {
            case (JsonTypeInfoKind.Object, JsonObject settings):
                CheckObject(settings, type, path, "setting", []);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonObject entries):
                foreach ((string name, JsonNode? entry) in entries)
                    Check(entry, type.Options.GetTypeInfo(type.ElementType!), Join(path, name), isNullable: false);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonArray list):
                for (int i = 0; i < list.Count; i++)
                    Check(list[i], type.Options.GetTypeInfo(type.ElementType!), Join(path, ElementName(list[i], i)), isNullable: false);
                break;
            default:
                if (type.Kind != JsonTypeInfoKind.None || !IsReadable(value, type))
                    throw new SettingException(path, $"{path} is {value?.ToJsonString() ?? "null"}; expected {Expected(type)}.");
                break;
        }
    }

    private static bool IsReadable(JsonNode? value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return value is not null || type.Type == typeof(JsonElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Expected(JsonTypeInfo type)
    {
        Type value = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (value.IsEnum)
            return $"one of {string.Join(", ", Enum.GetNames(value).Select(JsonNamingPolicy.CamelCase.ConvertName))}";
        if (value == typeof(IReadOnlyList<string>))
            return "a text or a list of texts";
        if (value == typeof(SeedChoice))
            return "a count or a list of seeds, whole numbers at least 0";
        if (value == typeof(SwitchTime))
            return "a number of epochs or \"auto\"";
        return Type.GetTypeCode(value) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.String => "a text",
            TypeCode.Double or TypeCode.Single => "a number",
            TypeCode.UInt64 or TypeCode.UInt32 => "a whole number, at least 0",
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            _ => type.Kind == JsonTypeInfoKind.Enumerable ? "a list" : "an object",
        };
    }

    private static string UnknownName(string path, string kind, string name, IEnumerable<string> known)
    {
        string message = Suggestions.Unknown(kind, name, known);
        return path.Length > 0 ? $"{path}: {message}" : message;
    }

    private static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;
}
