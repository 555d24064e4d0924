using System.Text.Json;

namespace MT2ST.Teachers;

/// <summary>Finds the files of a teacher and what they say of it, in the layout of sentence-transformers.</summary>
internal static class TeacherFolder
{
    private const string Model = "model.onnx";
    private const string TokenizerFile = "tokenizer.json";
    private const string Lengths = "sentence_bert_config.json";
    private const string VocabularyFile = "vocab.txt";

    /// <summary>Reads the settings of a folder, or of a bare model file with its vocabulary beside it.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not as expected, or the model has a part that cannot be run.</exception>
    public static TeacherSettings Read(string path)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
            throw new FileNotFoundException($"There is no teacher '{path}' (looked for '{Path.GetFullPath(path)}'). Check the path.", path);
        string folder = isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        TeacherSettings settings = new()
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            ModelPath = isFolder ? Find(folder, [Model, Path.Combine("onnx", Model)]) : path,
            VocabularyPath = Find(folder, [TokenizerFile, VocabularyFile]),
            Pooling = isFolder ? null : Pooling.Mean, // A bare file has nothing that could say it.
        };
        return WithCase(WithModules(settings, folder), folder);
    }

    private static string Find(string folder, string[] names) => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{folder}: found neither {string.Join(" nor ", names)}, expected a sentence-transformers model in ONNX. Copy the missing file there.");

    private static TeacherSettings WithModules(TeacherSettings settings, string folder)
    {
        if (ReadJson(folder, Lengths) is { } lengths && lengths.TryGetProperty("max_seq_length", out JsonElement most) && most.ValueKind == JsonValueKind.Number)
            settings = settings with { MaximumTokens = LengthOf(most.GetInt32(), folder) };
        if (ReadJson(folder, Path.Combine("1_Pooling", "config.json")) is { } pooling)
            settings = settings with { Pooling = PoolingOf(pooling, folder) };
        if (ReadJson(folder, "modules.json") is not { } modules)
            return settings;
        string[] types = [.. modules.EnumerateArray().Select(module => module.GetProperty("type").GetString()!.Split('.')[^1])];
        if (types.Except(["Transformer", "Pooling", "Normalize"]).FirstOrDefault() is { } other)
            throw new InvalidDataException($"{Path.Combine(folder, "modules.json")}: the model has a part of type {other}, expected Transformer, Pooling and Normalize alone. Take another teacher, or export this one with the output sentence_embedding and without modules.json.");
        return settings with { IsUnitLength = types.Contains("Normalize") };
    }

    private static int LengthOf(int tokens, string folder) => tokens >= TeacherSettings.LeastTokens
        ? tokens
        : throw new InvalidDataException($"{Path.Combine(folder, Lengths)}: max_seq_length is {tokens}, expected at least {TeacherSettings.LeastTokens}. Copy the file again.");

    private static Pooling PoolingOf(JsonElement config, string folder)
    {
        string[] modes = [.. config.EnumerateObject().Where(mode => mode.Name.StartsWith("pooling_mode_", StringComparison.Ordinal) && mode.Value.ValueKind == JsonValueKind.True).Select(mode => mode.Name["pooling_mode_".Length..])];
        return modes switch
        {
            ["mean_tokens"] => Pooling.Mean,
            ["cls_token"] => Pooling.Cls,
            ["max_tokens"] => Pooling.Max,
            _ => throw new InvalidDataException($"{Path.Combine(folder, "1_Pooling", "config.json")}: found the pooling '{string.Join(" and ", modes)}', expected one of mean_tokens, cls_token and max_tokens. Take another teacher."),
        };
    }

    // tokenizer.json says what the tokenizer does; tokenizer_config.json what it was made with.
    private static TeacherSettings WithCase(TeacherSettings settings, string folder)
    {
        JsonElement? normalizer = ReadJson(folder, TokenizerFile) is { } tokenizer && tokenizer.TryGetProperty("normalizer", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : null;
        JsonElement? config = ReadJson(folder, "tokenizer_config.json");
        bool isLowercase = Flag(normalizer, "lowercase") ?? Flag(config, "do_lower_case") ?? true;
        return settings with { IsLowercase = isLowercase, StripsAccents = Flag(normalizer, "strip_accents") ?? Flag(config, "strip_accents") ?? isLowercase };
    }

    private static bool? Flag(JsonElement? json, string name) => json is { } element && element.TryGetProperty(name, out JsonElement flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;

    private static JsonElement? ReadJson(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}:{error.LineNumber + 1}: is not valid JSON: {error.Message}", error);
        }
    }
}
