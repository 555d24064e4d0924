using System.Text.Json.Nodes;
using MT2ST.Corpora;

namespace MT2ST.Runs;

/// <summary>Makes the inputs that a run file names relative to itself into paths from the working directory.</summary>
internal static class InputPaths
{
    private static readonly string[] FileSettings = ["train", "dev", "test", "devSimilarity", "testSimilarity", "exclude"];

    /// <summary>Resolves the files of every task, and those in the overrides of a comparison's rows.</summary>
    /// <param name="settings">The settings, which are changed.</param>
    /// <param name="folder">The run file's folder.</param>
    public static void Resolve(JsonObject settings, string folder)
    {
        ResolveProperties(settings, folder, IsRunFile);
        ResolveTask(settings["primary"], folder);
        foreach (JsonNode? auxiliary in settings["auxiliaries"] as JsonArray ?? [])
            ResolveTask(auxiliary, folder);
        foreach ((_, JsonNode? row) in settings["strategies"] as JsonObject ?? [])
            ResolveProperties(row, folder, path => IsRunFile(path) || IsTaskFile(path.Split('.')));
    }

    private static bool IsRunFile(string setting) => setting == "initialVectors";

    private static void ResolveTask(JsonNode? task, string folder) =>
        ResolveProperties(task, folder, name => FileSettings.Contains(name));

    private static bool IsTaskFile(string[] names) => FileSettings.Contains(names[^1])
        && (names is ["primary", _] || names is ["auxiliaries", _, _]);

    private static void ResolveProperties(JsonNode? node, string folder, Predicate<string> isFile)
    {
        if (node is not JsonObject properties)
            return;
        foreach (string name in properties.Select(property => property.Key).Where(name => isFile(name)).ToArray())
        {
            if (properties[name] is JsonArray files)
            {
                for (int i = 0; i < files.Count; i++)
                    files[i] = Resolved(files[i], folder);
            }
            else
                properties[name] = Resolved(properties[name], folder);
        }
    }

    private static JsonNode? Resolved(JsonNode? file, string folder) =>
        file is JsonValue value && value.TryGetValue(out string? path) && path != CorpusSource.StandardInput
            ? JsonValue.Create(Path.Combine(folder, path))
            : file?.DeepClone();
}
