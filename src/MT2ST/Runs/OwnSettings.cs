using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace MT2ST.Runs;

/// <summary>Reads the settings that only one task or strategy knows, which stand among the common ones.</summary>
internal static class OwnSettings
{
    private static readonly Dictionary<Type, JsonObject> NoElements = [];

    /// <summary>Reads them strictly.</summary>
    /// <param name="settings">The settings by name.</param>
    /// <param name="path">The dotted path at which they stand.</param>
    /// <param name="owner">Whose they are, for messages.</param>
    /// <param name="common">The metadata of the settings that all have in common, listed in messages too.</param>
    /// <param name="own">The metadata of what the settings are read into.</param>
    /// <exception cref="SettingException">A name is unknown, or a value is of the wrong kind.</exception>
    public static T Read<T>(IReadOnlyDictionary<string, JsonElement> settings, string path, string owner, JsonTypeInfo common, JsonTypeInfo<T> own)
        where T : class, new()
    {
        JsonObject properties = [];
        foreach ((string name, JsonElement value) in settings)
            properties[name] = RunSettings.ToNode(value);
        return SettingsReader.Read(properties, own, path, $"setting of {owner}", SettingsReader.Names(common), NoElements);
    }
}
