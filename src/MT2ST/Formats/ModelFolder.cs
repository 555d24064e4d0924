using System.Text.Json;

namespace MT2ST.Formats;

/// <summary>The names of the files in the folder that a trained model is saved to.</summary>
public static class ModelFolder
{
    /// <summary>The word vectors, in word2vec's text format.</summary>
    public const string Vectors = "vectors.txt";

    /// <summary>The words with their counts.</summary>
    public const string Vocabulary = "vocabulary.txt";

    /// <summary>The labels (or tags) of the primary task with their counts, where it has them.</summary>
    public const string Labels = "labels.txt";

    /// <summary>The settings of the run.</summary>
    public const string Run = "run.json";

    /// <summary>What the run measured.</summary>
    public const string Report = "report.json";

    /// <summary>The parameters of the tasks' heads.</summary>
    public const string Parameters = "parameters.safetensors";

    /// <summary>The vectors of character n-grams, where the run has them: see <see cref="NgramFile"/>.</summary>
    public const string Ngrams = "ngrams.safetensors";

    /// <summary>All of them.</summary>
    internal static IReadOnlySet<string> Files { get; } = new HashSet<string> { Vectors, Vocabulary, Labels, Run, Report, Parameters, Ngrams };

    /// <summary>Whether a folder's <see cref="Run"/> says that the model has n-grams; false where there is no such file.</summary>
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
    public static string VectorsPath(string path) => Directory.Exists(path) ? Path.Combine(path, Vectors) : path;
}
