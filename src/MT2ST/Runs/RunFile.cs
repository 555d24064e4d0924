using System.Text.Json.Nodes;
using MT2ST.Corpora;
using MT2ST.Runs.Tuning;

namespace MT2ST.Runs;

/// <summary>
/// A run's settings in layers - the file, then flags, then <c>--set</c>, each over the one before - with the line of the
/// file that each came from.
/// </summary>
public sealed class RunFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly Dictionary<string, int> _lines;
    private readonly List<string> _overridden = [];

    /// <summary>Starts without a file; everything comes from flags.</summary>
    public RunFile()
        : this(null, [], [])
    {
    }

    private RunFile(string? path, JsonObject settings, Dictionary<string, int> lines)
    {
        Path = path;
        Settings = settings;
        _lines = lines;
    }

    /// <summary>The file's path as it was given; null if there is none.</summary>
    public string? Path { get; }

    /// <summary>The settings of all layers so far.</summary>
    public JsonObject Settings { get; }

    /// <summary>Loads a run file: JSON with comments and trailing commas, its inputs relative to itself.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is not JSON, or a setting is there twice; the message gives path:line. All else is checked by <see cref="Read"/>,
    /// since flags may still change values.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RunFile Load(string path)
    {
        using MemoryStream content = new();
        using (Stream stream = InputFile.Open(path))
            stream.CopyTo(content);
        ReadOnlySpan<byte> json = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        RunFile file = new(path, [], JsonLines.Find(path, json));
        file.Fill(json);
        InputPaths.Resolve(file.Settings, System.IO.Path.GetDirectoryName(path) ?? "");
        return file;
    }

    /// <summary>Sets one setting from text, which overrides the file; see <see cref="RunSettings.Set(JsonObject, string, string)"/>.</summary>
    /// <param name="setting">The setting's dotted path.</param>
    /// <param name="text">The value: JSON if it parses as JSON, otherwise plain text. Files are relative to the working directory.</param>
    /// <exception cref="SettingException">The path names no element of a list, or goes through a plain value.</exception>
    public void Set(string setting, string text)
    {
        // What a flag set is refused under a strategy without it; what the file set goes with the file's strategy.
        (string Name, JsonNode? Value)[] given = setting == "strategy.name" && Settings["strategy"] is JsonObject strategy
            ? [.. strategy.Where(property => IsOverridden($"strategy.{property.Key}")).Select(property => (property.Key, property.Value))]
            : [];
        RunSettings.Set(Settings, setting, text);
        foreach ((string name, JsonNode? value) in given.Where(property => property.Name != "name"))
            ((JsonObject)Settings["strategy"]!)[name] = value?.DeepClone();
        _overridden.Add(RunSettings.Canonical(Settings, setting));
    }

    /// <summary>Sets every setting of <c>path=value</c> texts, as <c>--set</c> gives them.</summary>
    /// <param name="assignments">The texts.</param>
    /// <exception cref="SettingException">A text has no <c>=</c>, or as for <see cref="Set"/>.</exception>
    public void SetAll(IEnumerable<string> assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        foreach (string assignment in assignments)
        {
            string[] parts = assignment.Split('=', 2);
            if (parts.Length < 2)
                throw new SettingException("", $"'{assignment}' sets nothing; write PATH=VALUE, such as auxiliaries.brown.eta=0.5.");
            Set(parts[0].Trim(), parts[1].Trim());
        }
    }

    /// <summary>Adds an auxiliary task; see <see cref="RunSettings.AddAuxiliary"/>.</summary>
    /// <param name="task">The task's name in the catalog of tasks.</param>
    /// <param name="train">Its training file, relative to the working directory; null for none.</param>
    /// <returns>Its name in the run.</returns>
    public string AddAuxiliary(string task, string? train)
    {
        string name = RunSettings.AddAuxiliary(Settings, task, train);
        _overridden.Add(RunSettings.Canonical(Settings, $"auxiliaries.{name}"));
        return name;
    }

    /// <summary>Reads the settings of all layers strictly and checks their ranges.</summary>
    /// <exception cref="InvalidDataException">A setting in the file is wrong; the message gives path:line.</exception>
    /// <exception cref="SettingException">A setting from a flag is wrong, or one is missing and there is no file.</exception>
    public RunOptions Read() => Located(() => RunOptions.Read(Settings));

    /// <summary>Reads the settings of one run as <see cref="Read"/> does, and refuses those that have no effect in it.</summary>
    /// <remarks>If a flag names another strategy than the file, settings of the file that have no effect under it are left out.</remarks>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    /// <exception cref="SettingException">As for <see cref="Read"/>, or a setting has no effect; the message says why and what to do.</exception>
    public RunOptions ReadForTraining()
    {
        RunOptions options = Read();
        if (IsOverridden("strategy.name") && SettingEffects.OfStrategy(options).Select(wrong => wrong.Setting).Where(setting => !IsOverridden(setting)).ToArray() is { Length: > 0 } left)
        {
            foreach (string setting in left)
                ((JsonObject)Settings["strategy"]!).Remove(setting["strategy.".Length..]);
            options = Read();
        }
        SettingEffects.Check(options);
        SettingEffects.CheckAuxiliaries(options, IsOverridden);
        return options.Tuning.Budget is null || options.Tuning.NamesValues
            ? options
            : options with { Tuning = TuningSpace.Default(options, setting => RunSettings.Has(Settings, setting), isComparison: false) };
    }

    /// <summary>Fills in what a comparison tunes if the settings name nothing: the values of its tasks and strategies, except for settings that are given.</summary>
    /// <returns>The values to try; null if the settings name some.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    /// <exception cref="SettingException">As for <see cref="Read"/>.</exception>
    public TuningOptions? AddTuningSpace()
    {
        RunOptions options = Read();
        if (options.Tuning.NamesValues)
            return null;
        TuningOptions tuning = TuningSpace.Default(options, setting => RunSettings.Has(Settings, setting), isComparison: true);
        foreach ((string name, JsonNode? value) in tuning.Write())
            RunSettings.Set(Settings, $"tuning.{name}", value?.DeepClone());
        return tuning;
    }

    private bool IsOverridden(string setting) => _overridden.Contains(RunSettings.Canonical(Settings, setting));

    /// <summary>The error's message, with path:line before it if the setting comes from the file.</summary>
    /// <param name="error">An error about one of these settings, also from a task or a strategy that read its own.</param>
    public string Describe(SettingException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Location(error.Setting) is { } location ? $"{location}: {error.Message}" : error.Message;
    }

    private void Fill(ReadOnlySpan<byte> json)
    {
        JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        if (JsonNode.Parse(json, documentOptions: options) is not JsonObject settings)
            throw new InvalidDataException($"{Path}:1: The file holds no JSON object; a run file looks like {{ \"primary\": {{ \"task\": \"skipgram\", \"train\": \"text.txt\" }} }}.");
        foreach ((string name, JsonNode? value) in settings)
            Settings[name] = value?.DeepClone();
    }

    private RunOptions Located(Func<RunOptions> read)
    {
        try
        {
            return read();
        }
        catch (SettingException error) when (Location(error.Setting) is not null)
        {
            throw new InvalidDataException(Describe(error), error);
        }
    }

    private string? Location(string setting)
    {
        if (Path is null || setting.Length == 0) // No setting at all, so not one of the file's.
            return null;
        string path = RunSettings.Canonical(Settings, setting);
        if (_overridden.Any(overridden => IsWithin(path, overridden)))
            return null;
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('.'))])
        {
            if (_lines.TryGetValue(path, out int line))
                return $"{Path}:{line}";
        }
        return Path;
    }

    private static bool IsWithin(string path, string other) =>
        path == other || path.StartsWith(other + ".", StringComparison.Ordinal);
}
