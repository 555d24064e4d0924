using MT2ST.Corpora;
using MT2ST.Formats;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Texts;

/// <summary>The vectors that texts should get: a teacher's, on the axes along which they are longest, found by the text's <see cref="TextKey"/>.</summary>
/// <remarks>
/// A teacher's vector t, of length 1, becomes y = s P t with P <c>[d, K]</c> the first principal axes, d = min(D, K), and s such that
/// the mean of y_j² is 1. Dot products of t are kept as well as d numbers can (Eckart and Young 1936), so no layer is needed from D to K.
/// </remarks>
internal sealed class StudentTargets
{
    /// <summary>The name of the vectors in a file, <c>[texts, K]</c>.</summary>
    public const string VectorsName = "targets";

    /// <summary>The name of the texts' keys in a file, <c>[texts]</c>.</summary>
    public const string KeysName = "keys";

    private const string ReportEnding = ".teach.json"; // As mt2st teach names its report.

    private readonly Dictionary<ulong, int> _rows;
    private readonly RowMatrix<float> _vectors;

    private StudentTargets(Dictionary<ulong, int> rows, RowMatrix<float> vectors) => (_rows, _vectors) = (rows, vectors);

    /// <summary>d, the number of values in a target.</summary>
    public int Dimensions => _vectors.Dimensions;

    /// <summary>The target of a text.</summary>
    /// <param name="key">The text's key.</param>
    /// <returns>y, <c>[d]</c>; empty if the files have none.</returns>
    public ReadOnlySpan<float> Of(ulong key) => _rows.TryGetValue(key, out int row) ? _vectors.Row(row) : [];

    /// <summary>Reads files of one teacher.</summary>
    /// <param name="paths">The files, as <c>mt2st teach</c> writes them.</param>
    /// <param name="dimensions">D, the length of a student's vector.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file holds no targets, or those of another teacher than the first.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static StudentTargets Read(IReadOnlyList<string> paths, int dimensions, CancellationToken cancellationToken)
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
        return new(rows, Project(vectors, Math.Min(dimensions, length)));
    }

    /// <summary>The CPU seconds of the teacher, as the reports of <c>mt2st teach</c> beside the files say; null if one is missing or says nothing.</summary>
    /// <param name="paths">The files.</param>
    public static double? TeacherSeconds(IReadOnlyList<string> paths)
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

    private static RowMatrix<float> Project(RowMatrix<float> vectors, int dimensions)
    {
        RowMatrix<double> axes = PrincipalAxes.Of(vectors, dimensions);
        var narrow = new RowMatrix<float>(dimensions, vectors.Dimensions);
        for (int i = 0; i < dimensions; i++)
            TensorPrimitives.ConvertTruncating<double, float>(axes.Row(i), narrow.Row(i));
        var projected = new RowMatrix<float>(vectors.RowCount, dimensions);
        MatrixProducts.MultiplyByTransposed(vectors, narrow, ((MatrixView<float>)projected).Columns(0, dimensions));
        double squares = 0;
        for (int i = 0; i < projected.RowCount; i++)
            squares += TensorPrimitives.SumOfSquares<float>(projected.Row(i));
        if (squares == 0)
            throw new InvalidDataException("All targets are zero, so there is nothing to learn. Make them again by mt2st teach.");
        float scale = (float)Math.Sqrt(dimensions * (double)projected.RowCount / squares);
        for (int i = 0; i < projected.RowCount; i++)
            TensorPrimitives.Multiply(projected.Row(i), scale, projected.Row(i));
        return projected;
    }
}
