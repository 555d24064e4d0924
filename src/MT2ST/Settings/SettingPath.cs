using System.Text.Json.Nodes;

namespace MT2ST.Settings;

/// <summary>Dotted paths such as <c>auxiliaries.brown.eta</c>, which name a setting; an element of a list is named by its name or its index from 0.</summary>
internal static class SettingPath
{
    public static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;

    /// <summary>How paths name the element of a list: by its name, else its task, else its index.</summary>
    public static string ElementName(JsonNode? element, int index)
    {
        string? Text(string property) =>
            element is JsonObject properties && properties[property] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
        return Text("name") ?? Text("task") ?? IndexName(index);
    }

    public static string IndexName(int index) => index.ToString(CultureInfo.InvariantCulture);
}
