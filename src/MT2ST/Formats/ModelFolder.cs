namespace MT2ST.Formats;

/// <summary>The names of the files in the folder that a trained model is saved to.</summary>
public static class ModelFolder
{
    /// <summary>The word vectors, in word2vec's text format.</summary>
    public const string Vectors = "vectors.txt";

    /// <summary>The words with their counts.</summary>
    public const string Vocabulary = "vocabulary.txt";

    /// <summary>The labels (or tags) of the primary task with their counts, if it has any.</summary>
    public const string Labels = "labels.txt";

    /// <summary>The settings of the run.</summary>
    public const string Run = "run.json";

    /// <summary>The run's report.</summary>
    public const string Report = "report.json";

    /// <summary>The parameters of the tasks' heads.</summary>
    public const string Parameters = "parameters.safetensors";

    /// <summary>The vectors of character n-grams, if the run has them: see <see cref="NgramFile"/>.</summary>
    public const string Ngrams = "ngrams.safetensors";

    /// <summary>The runs of the search for settings before training, a JSON object in each line, if there was one.</summary>
    public const string Tuning = "tuning.jsonl";

    /// <summary>The format of the folder; a folder of version 0.1.0 has no such file, and its format counts as 1.</summary>
    public const string Format = "format.json";

    /// <summary>The format that is written; folders of this and every earlier format can be read.</summary>
    internal const int CurrentFormat = 2;

    private const string FormatKey = "modelFormat";

    /// <summary>Whether a folder holds a model.</summary>
    public static bool IsModel(string folder) => File.Exists(Path.Combine(folder, Run));

    /// <summary>Whether a folder holds a model and nothing else, so that another model may replace it.</summary>
    public static bool HoldsModelAlone(string folder) =>
        IsModel(folder) && Directory.EnumerateFileSystemEntries(folder).All(entry => Files.Contains(Path.GetFileName(entry)));

    /// <summary>All of them.</summary>
    internal static IReadOnlySet<string> Files { get; } = new HashSet<string> { Vectors, Vocabulary, Labels, Run, Report, Parameters, Ngrams, Tuning, Format };

    /// <summary>The content of <see cref="Format"/> in a folder that is written now.</summary>
    internal static string FormatText => $"{{ \"{FormatKey}\": {CurrentFormat} }}";

    /// <summary>The format of a folder.</summary>
    /// <exception cref="InvalidDataException">The file gives no format, or one that only a later version reads.</exception>
    internal static int ReadFormat(string folder)
    {
        string path = Path.Combine(folder, Format);
        if (!File.Exists(path))
            return 1;
        int format = 0;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(FormatKey, out JsonElement value) && value.ValueKind == JsonValueKind.Number)
                value.TryGetInt32(out format);
        }
        catch (JsonException)
        {
            format = 0;
        }
        return format switch
        {
            < 1 => throw new InvalidDataException($"{path}: found no format, expected {FormatText}. Is the file damaged?"),
            > CurrentFormat => throw new InvalidDataException($"{folder}: is a model of format {format}, and this version reads formats up to {CurrentFormat}. Use a later version, or train the model again."),
            _ => format,
        };
    }

    /// <summary>Whether a folder's <see cref="Run"/> says that the model has n-grams; false if there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON.</exception>
    internal static bool NamesNgrams(string folder)
    {
        string run = Path.Combine(folder, Run);
        if (!File.Exists(run))
            return false;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(run));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("ngrams", out JsonElement ngrams) && ngrams.ValueKind == JsonValueKind.String;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{run}: is no JSON: {error.Message}", error);
        }
    }

    /// <summary>The path of the vector file: inside a folder its <see cref="Vectors"/>, else the path itself.</summary>
    /// <exception cref="InvalidDataException">The folder is a model that only a later version reads.</exception>
    public static string VectorsPath(string path)
    {
        if (!Directory.Exists(path))
            return path;
        ReadFormat(path);
        return Path.Combine(path, Vectors);
    }
}
