using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace MT2ST.Runs;

/// <summary>Fills in the defaults of settings that a JSON object leaves out.</summary>
/// <remarks>
/// Source-generated JSON sets every <c>init</c> property, those that the JSON leaves out to zero or null: a default
/// survives only if the JSON has it.
/// </remarks>
/// <param name="elements">The defaults of list elements, by their type.</param>
internal sealed class SettingDefaults(IReadOnlyDictionary<Type, JsonObject> elements)
{
    /// <summary>The settings over their defaults, as a new object.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="type">The metadata of what they are read into.</param>
    /// <param name="defaults">The defaults; null only for a type without <c>init</c> properties.</param>
    /// <exception cref="NotSupportedException">A type with <c>init</c> properties has no defaults: its property is null by default.</exception>
    public JsonObject Fill(JsonObject settings, JsonTypeInfo type, JsonObject? defaults)
    {
        if (defaults is null && type.CreateObject is null)
            throw new NotSupportedException($"{type.Type} has init properties whose defaults are not known; give its property a default object.");
        JsonObject filled = (JsonObject?)defaults?.DeepClone() ?? [];
        foreach ((string name, JsonNode? value) in settings)
        {
            JsonPropertyInfo? property = type.Properties.FirstOrDefault(property => property.Name == name);
            filled[name] = property is null ? value?.DeepClone() : Fill(value, type.Options.GetTypeInfo(property.PropertyType), defaults?[name] as JsonObject);
        }
        return filled;
    }

    private JsonNode? Fill(JsonNode? value, JsonTypeInfo type, JsonObject? defaults)
    {
        if (type.Kind == JsonTypeInfoKind.Object && value is JsonObject settings)
            return Fill(settings, type, defaults);
        if (type.Kind == JsonTypeInfoKind.Enumerable && value is JsonArray list)
        {
            JsonTypeInfo element = type.Options.GetTypeInfo(type.ElementType!);
            return new JsonArray([.. list.Select(node => Fill(node, element, elements.GetValueOrDefault(element.Type)))]);
        }
        return value?.DeepClone();
    }
}
