using System.Text.Json.Nodes;
using MT2ST.Corpora;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Changes the paths of a run's inputs: a run file names them relative to itself, a model folder in full.</summary>
internal static class InputPaths
{
    private static HashSet<string> OfRun => Names(RunOptions.Settings);

    private static HashSet<string> OfTasks => Names(BuiltInTasks.All.SelectMany(entry => entry.Factory().ListSettings()));

    /// <summary>Turns paths relative to a run file into paths from the working directory, including those in a comparison's rows.</summary>
    /// <param name="settings">The settings, which are changed.</param>
    /// <param name="folder">The run file's folder.</param>
    public static void Resolve(JsonObject settings, string folder)
    {
        string InFolder(string path) => Path.Combine(folder, path);
        Change(settings, OfRun.Contains, InFolder);
        ChangeTasks(settings, InFolder);
        foreach ((_, JsonNode? row) in settings["strategies"] as JsonObject ?? [])
            Change(row, setting => OfRun.Contains(setting) || (setting.Split('.') is ["primary", _] or ["auxiliaries", _, _] && OfTasks.Contains(setting.Split('.')[^1])), InFolder);
    }

    /// <summary>The options of a model, with full paths and without settings of comparisons.</summary>
    public static RunOptions InFull(RunOptions options) => (RunOptions)Full(options) with
    {
        Primary = (TaskOptions)Full(options.Primary),
        Auxiliaries = [.. options.Auxiliaries.Select(task => (TaskOptions)Full(task))],
        Output = null, // Else a run with a loaded model's options would replace that model.
        Strategies = new RunOptions().Strategies,
        Tuning = new TuningOptions(),
        Seeds = new RunOptions().Seeds,
    };

    private static OptionsRecord Full(OptionsRecord options)
    {
        foreach (Setting setting in options.ListSettings().Where(setting => setting.IsInputFile))
        {
            if (setting.Get(options) is ExampleSource source)
                options = setting.With(options, source.WithPaths(Full));
            else if (setting.Get(options) is string path)
                options = setting.With(options, Full(path));
            else if (setting.Get(options) is IReadOnlyList<string> paths)
                options = setting.With(options, paths.Select(Full).ToArray());
        }
        return options;
    }

    private static string Full(string path) => IsFile(path) ? Path.GetFullPath(path) : path;

    private static bool IsFile(string path) => path.Length > 0 && path != CorpusSource.StandardInput && !ExampleSource.IsMemoryName(path);

    private static void ChangeTasks(JsonObject settings, Func<string, string> change)
    {
        foreach (JsonNode? task in (settings["auxiliaries"] as JsonArray ?? []).Prepend(settings["primary"]))
            Change(task, OfTasks.Contains, change);
    }

    private static void Change(JsonNode? node, Predicate<string> isFile, Func<string, string> change)
    {
        if (node is not JsonObject properties)
            return;
        foreach (string name in properties.Select(property => property.Key).Where(name => isFile(name)).ToArray())
        {
            if (properties[name] is JsonArray files)
            {
                for (int i = 0; i < files.Count; i++)
                    files[i] = Changed(files[i], change);
            }
            else
                properties[name] = Changed(properties[name], change);
        }
    }

    private static JsonNode? Changed(JsonNode? file, Func<string, string> change) =>
        file is JsonValue value && value.TryGetValue(out string? path) && IsFile(path)
            ? JsonValue.Create(change(path))
            : file?.DeepClone();

    private static HashSet<string> Names(IEnumerable<Setting> settings) => [.. settings.Where(setting => setting.IsInputFile).Select(setting => setting.Name)];
}
