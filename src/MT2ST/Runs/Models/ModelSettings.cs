using System.Text.Json.Nodes;
using MT2ST.Formats;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Runs.Models;

/// <summary>Reads the settings of a model folder, including those of earlier versions.</summary>
internal static class ModelSettings
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">The folder is of a later format, or a setting is wrong; the message gives path:line.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static RunOptions Read(string folder)
    {
        int format = ModelFolder.ReadFormat(folder);
        RunFile file = RunFile.Load(Path.Combine(folder, ModelFolder.Run));
        if (format == 1)
            DropUnknown(file.Settings);
        return file.Read();
    }

    /// <summary>Drops settings that only format 1 has: those of strategies other than the run's, and those that were removed since.</summary>
    private static void DropUnknown(JsonObject settings)
    {
        DropUnknown(settings["strategy"], BuiltInSchedules.Choice, otherwise: "mtl"); // The model does not depend on how it was trained.
        foreach (JsonNode? task in (settings["auxiliaries"] as JsonArray ?? []).Prepend(settings["primary"]))
            DropUnknown(task, BuiltInTasks.Choice, otherwise: null);
        foreach (Setting setting in TaskOptions.Settings.Where(setting => setting.IsForAuxiliaries)) // Written for the primary too, at the defaults of that version.
            (settings["primary"] as JsonObject)?.Remove(setting.Name);
    }

    private static void DropUnknown(JsonNode? node, OptionsChoice choice, string? otherwise)
    {
        if (node is not JsonObject settings || settings[choice.Key] is not JsonValue value || !value.TryGetValue(out string? name))
            return;
        if (choice.Find(name) is null && otherwise is not null)
            settings[choice.Key] = name = otherwise;
        string[] known = [choice.Key, .. choice.Find(name)?.ListSettings().Select(setting => setting.Name) ?? []];
        foreach (string unknown in settings.Select(property => property.Key).Except(known).ToArray())
            settings.Remove(unknown);
    }
}
