using MT2ST.Corpora;
using MT2ST.Numerics;

namespace MT2ST.Formats;

/// <summary>A teacher's vectors of texts, found by the text's <see cref="TextKey"/>, as <c>mt2st teach</c> writes them.</summary>
internal sealed class TeacherVectors
{
    /// <summary>The name of the vectors in a file, <c>[texts, K]</c>.</summary>
    public const string VectorsName = "targets";

    /// <summary>The name of the texts' keys in a file, <c>[texts]</c>.</summary>
    public const string KeysName = "keys";

    private const string ReportEnding = ".teach.json"; // As mt2st teach names its report.

    private readonly Dictionary<ulong, int> _rows;

    private TeacherVectors(Dictionary<ulong, int> rows, RowMatrix<float> vectors) => (_rows, Vectors) = (rows, vectors);

    /// <summary>The vectors, <c>[texts, K]</c>.</summary>
    public RowMatrix<float> Vectors { get; }

    /// <summary>The row of a text in <see cref="Vectors"/>.</summary>
    /// <param name="key">The text's key.</param>
    /// <returns>The row, or -1 if the files have none.</returns>
    public int RowOf(ulong key) => _rows.GetValueOrDefault(key, -1);

    /// <summary>Reads files of one teacher.</summary>
    /// <param name="paths">The files, as <c>mt2st teach</c> writes them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file holds no targets, or those of another teacher than the first.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TeacherVectors Read(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        Safetensors[] files = [.. paths.Select(path => Read(path, cancellationToken))];
        int length = files[0][VectorsName].Shape[1];
        Dictionary<ulong, int> rows = [];
        var vectors = new RowMatrix<float>(files.Sum(file => file[VectorsName].Shape[0]), length);
        for (int file = 0, row = 0; file < files.Length; file++)
        {
            CheckTeacher(paths, files, file);
            RowMatrix<float> own = files[file][VectorsName].Rows!;
            long[] keys = files[file][KeysName].LongIntegers;
            for (int i = 0; i < keys.Length; i++, row++)
            {
                own.Row(i).CopyTo(vectors.Row(row));
                if (!(TensorPrimitives.Norm<float>(own.Row(i)) < float.PositiveInfinity))
                    throw new InvalidDataException($"{paths[file]}: found a number that is not finite in row {i + 1} of '{VectorsName}'. Make the file again by mt2st teach.");
                rows[(ulong)keys[i]] = row;
            }
        }
        return new(rows, vectors);
    }

    /// <summary>K, by the header of a file; null if it cannot be read, which is an error only when the vectors are needed.</summary>
    /// <param name="path">The file.</param>
    public static int? DimensionsOf(string path)
    {
        try
        {
            return Safetensors.ReadEntries(path).FirstOrDefault(entry => entry.Name == VectorsName) is { Shape: [_, int dimensions and > 0] } ? dimensions : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The CPU seconds of the teacher, as the reports of <c>mt2st teach</c> beside the files say; null if one is missing or says nothing.</summary>
    /// <param name="paths">The files.</param>
    public static double? Seconds(IReadOnlyList<string> paths)
    {
        double? sum = 0;
        foreach (string path in paths)
            sum += SecondsOf(path + ReportEnding);
        return sum;
    }

    private static double? SecondsOf(string report)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(report));
            return json.RootElement.TryGetProperty("cpuSeconds", out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null; // The report is an extra: a run does without.
        }
    }

    private static Safetensors Read(string path, CancellationToken cancellationToken)
    {
        using (InputFile.Open(path, cancellationToken)) // A missing file or a folder is reported as for every input.
        {
        }
        Safetensors file = Safetensors.Read(path, VectorsName, cancellationToken);
        NamedTensor? vectors = file.Tensors.FirstOrDefault(tensor => tensor.Name == VectorsName), keys = file.Tensors.FirstOrDefault(tensor => tensor.Name == KeysName);
        if (vectors?.Rows is null || keys?.HoldsLongIntegers != true)
            throw new InvalidDataException($"{path}: found {(file.Tensors.Count == 0 ? "no tensor" : string.Join(", ", file.Tensors.Select(tensor => tensor.Name)))}, expected '{VectorsName}', floats [texts, K], and '{KeysName}', integers of 64 bits [texts]. Make the file by mt2st teach.");
        if (keys.LongIntegers.Length != vectors.Shape[0])
            throw new InvalidDataException($"{path}: found {keys.LongIntegers.Length} keys for {vectors.Shape[0]} vectors, expected one for each. Make the file again by mt2st teach.");
        return file;
    }

    private static void CheckTeacher(IReadOnlyList<string> paths, Safetensors[] files, int file)
    {
        int expected = files[0][VectorsName].Shape[1], found = files[file][VectorsName].Shape[1];
        if (found != expected)
            throw new InvalidDataException($"{paths[file]}: found vectors of {found} values, expected {expected} as in {paths[0]}. All targets of a task must be made by one teacher.");
        if (Teacher(files[file]) != Teacher(files[0]))
            throw new InvalidDataException($"{paths[file]}: was made by another teacher than {paths[0]}, so the two do not go together. Make both by one teacher.");

        // The hash of the model, and what is made of its output.
        static string Teacher(Safetensors file) => $"{file.Metadata.GetValueOrDefault("model")} {file.Metadata.GetValueOrDefault("pooling")} {file.Metadata.GetValueOrDefault("unitLength")}";
    }
}
