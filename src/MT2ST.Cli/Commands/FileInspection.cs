using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MT2ST.Corpora;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary>Finds out what a file holds: the kinds are tried from the one that is easiest to tell to plain text.</summary>
internal static class FileInspection
{
    private const int FirstCount = 10;
    private const int SampledLines = 20;

    private static readonly Func<string, CancellationToken, FileReport?>[] Kinds = [ModelFolderReport, JsonReport, TensorReport, VectorReport, VocabularyReport, CorpusReport];

    /// <summary>Describes a file or a folder.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileReport Of(string path, CancellationToken cancellationToken)
    {
        string existing = ExistingPath.OfFileOrFolder(path);
        return Kinds.Select(kind => kind(existing, cancellationToken)).First(report => report is not null)!;
    }

    private static FileReport? ModelFolderReport(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(path, ModelFolder.Vectors)))
            return null;
        FileReport vectors = VectorReport(path, cancellationToken) ?? throw new InvalidDataException($"{Path.Combine(path, ModelFolder.Vectors)}: found {(new FileInfo(Path.Combine(path, ModelFolder.Vectors)).Length == 0 ? "an empty file" : "no vector format that is known")}, expected the model's vectors. Was the file cut off?");
        FileInfo[] files = [.. new DirectoryInfo(path).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
        return vectors with
        {
            Format = "model folder",
            Bytes = files.Sum(file => file.Length),
            Parts = [.. files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({file.Length:N0} bytes)"))],
            Shared = SharedParameters(Path.Combine(path, ModelFolder.Report)),
            Model = ModelSummary.Of(path, cancellationToken),
        };
    }

    /// <summary>What a run's report says of parameters that several tasks trained; null if there is no report, or nothing was shared.</summary>
    private static string[]? SharedParameters(string report)
    {
        if (!File.Exists(report))
            return null;
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(report));
        if (!json.RootElement.TryGetProperty("shared", out JsonElement shared) || shared.GetArrayLength() == 0)
            return null;
        return [.. shared.EnumerateArray().Select(parameter =>
            $"{parameter.GetProperty("name").GetString()}: {string.Join(", ", parameter.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()))}")];
    }

    /// <summary>What a comparison or a run is described in; null for all other JSON.</summary>
    private static FileReport? JsonReport(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var report = new FileReport { File = path, Format = "run file (see 'mt2st train')", Bytes = new FileInfo(path).Length };
            return json.RootElement.TryGetProperty("strategies", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array
                ? report with { Format = "result of a comparison (see 'mt2st report')", Parts = [.. rows.EnumerateArray().Select(Row)] }
                : json.RootElement.TryGetProperty("primary", out _) ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }

        static string Row(JsonElement row) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("name", out JsonElement name) && row.TryGetProperty("runs", out JsonElement runs) && runs.ValueKind == JsonValueKind.Array
            ? string.Create(CultureInfo.InvariantCulture, $"{name}: {runs.GetArrayLength()} {(runs.GetArrayLength() == 1 ? "run" : "runs")}")
            : "a row without runs";
    }

    private static FileReport? TensorReport(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) || !Safetensors.IsSafetensors(path))
            return null;
        Safetensors content = Safetensors.Read(path, cancellationToken);
        return new FileReport
        {
            File = path,
            Format = "safetensors",
            Bytes = new FileInfo(path).Length,
            Parts = [.. content.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]")],
        };
    }

    private static FileReport? VectorReport(string path, CancellationToken cancellationToken)
    {
        string file = ModelFolder.VectorsPath(path);
        if (!File.Exists(file) || VectorFile.Recognize(file) is null)
            return null;
        using IVectorReader reader = VectorFile.Open(path, cancellationToken);
        var words = new List<string>();
        long count = 0;
        for (; reader.Read(); count++) // To the end: words that come again count once.
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (count < FirstCount)
                words.Add(Encoding.UTF8.GetString(reader.Word));
        }
        return new FileReport
        {
            File = path,
            Format = "vectors",
            Bytes = new FileInfo(file).Length,
            Words = count,
            Dimensions = reader.Dimensions,
            First = words,
            Notes = reader.Notes,
        };
    }

    private static FileReport? VocabularyReport(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) || !File.ReadLines(path).Take(SampledLines).All(line => CountOf(line) is not null) || new FileInfo(path).Length == 0)
            return null;
        long words = 0, tokens = 0;
        var first = new List<string>();
        foreach (string line in File.ReadLines(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            words++;
            tokens += CountOf(line) ?? throw new InvalidDataException($"{path}:{words}: found '{line}', expected a word, a tab and its count.");
            if (first.Count < FirstCount)
                first.Add(line[..line.LastIndexOf('\t')]);
        }
        return new FileReport { File = path, Format = "vocabulary", Bytes = new FileInfo(path).Length, Words = words, Tokens = tokens, First = first };
    }

    /// <summary>The count of a vocabulary's line <c>word TAB count</c>; null if the line is not one.</summary>
    private static long? CountOf(string line) =>
        line.Split('\t') is [{ Length: > 0 } word, string count] && !word.Contains(' ') && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : null;

    private static FileReport CorpusReport(string path, CancellationToken cancellationToken)
    {
        CorpusSource source = new CorpusSource(path).Resolve();
        long examples = 0, tokens = 0;
        string[] first = [];
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            if (examples++ == 0)
                first = FirstWords(example);
            tokens += example.Words.Count;
        }
        return new FileReport
        {
            File = path,
            Format = $"corpus ({source.Options.Format})",
            Bytes = Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length) : new FileInfo(path).Length,
            Examples = examples,
            Tokens = tokens > 0 ? tokens : null,
            First = first,
            Notes = source.Notes,
        };
    }

    private static string[] FirstWords(CorpusExample example) => example.Words.Count > 0
        ? [.. Enumerable.Range(0, Math.Min(FirstCount, example.Words.Count)).Select(example.Words.GetString)]
        : [.. Encoding.UTF8.GetString(example.Text.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(FirstCount)];
}

/// <summary>What <c>info</c> says about a file; values that its format lacks are null.</summary>
internal sealed record FileReport
{
    /// <summary>The path as given.</summary>
    public required string File { get; init; }

    /// <summary>Such as <c>vectors</c> or <c>corpus (tsv)</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The size, of a folder's files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Examples of a corpus: documents, sentences or pairs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Examples { get; init; }

    /// <summary>Words of a vector file or a vocabulary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Words { get; init; }

    /// <summary>Tokens of a corpus that is split into words, or the sum of a vocabulary's counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Tokens { get; init; }

    /// <summary>Values in a vector.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Dimensions { get; init; }

    /// <summary>Tensors as <c>name [shape]</c>, files of a folder, or rows of a comparison.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>What a model learnt, how, and how well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelSummary? Model { get; init; }

    /// <summary>Parameters of a model that several tasks trained together, as <c>name: tasks</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Shared { get; init; }

    /// <summary>What a user should know of how the file was read; on standard error.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The first words, or the beginning of a corpus's first example.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? First { get; init; }
}
