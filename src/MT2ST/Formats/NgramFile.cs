using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Formats;

/// <summary>Loads and saves the vectors of character n-grams: a safetensors file with <c>buckets</c> [n], <c>useCounts</c> [n] and <c>vectors</c> [n, D].</summary>
/// <remarks>The metadata holds <c>minimum</c> and <c>maximum</c> (lengths in characters) and <c>bucketCount</c>.</remarks>
internal static class NgramFile
{
    private const string BucketsName = "buckets";
    private const string UseCountsName = "useCounts";
    private const string VectorsName = "vectors";
    private const string MinimumName = "minimum";
    private const string MaximumName = "maximum";
    private const string BucketCountName = "bucketCount";

    /// <summary>Saves the vectors to a new file beside the old one and renames it over that.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, NgramVectors vectors)
    {
        NamedTensor[] tensors =
        [
            NamedTensor.OfIntegers(BucketsName, [vectors.Count], vectors.Buckets.ToArray()),
            NamedTensor.OfIntegers(UseCountsName, [vectors.Count], vectors.UseCounts.ToArray()),
            NamedTensor.OfRows(VectorsName, vectors.Rows, vectors.FirstRow, vectors.Count),
        ];
        var metadata = new Dictionary<string, string>
        {
            [MinimumName] = Text(vectors.Ngrams.Minimum),
            [MaximumName] = Text(vectors.Ngrams.Maximum),
            [BucketCountName] = Text(vectors.Ngrams.BucketCount),
        };
        new Safetensors(tensors, metadata).Write(path);
    }

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else; the message says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static NgramVectors Load(string path, CancellationToken cancellationToken = default)
    {
        Safetensors file = Safetensors.Read(path, nameOfRows: VectorsName, cancellationToken);
        var ngrams = new CharacterNgrams
        {
            Minimum = Number(file, MinimumName, path),
            Maximum = Number(file, MaximumName, path),
            BucketCount = Number(file, BucketCountName, path),
        };
        try
        {
            int[] buckets = file[BucketsName].Integers;
            return new NgramVectors(ngrams, buckets, file[UseCountsName].Integers, Rows(file[VectorsName], buckets.Length, path));
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: is not a whole file of n-gram vectors: {error.Message}", error);
        }
    }

    private static RowMatrix<float> Rows(NamedTensor tensor, int count, string path)
    {
        if (tensor.Shape is not [int rowCount, _] || rowCount != count || tensor.Rows is not { } rows)
            throw new InvalidDataException($"{path}: found '{tensor.Name}' of the shape [{string.Join(", ", tensor.Shape)}], expected floats [{count}, dimensions] for the {count} whole numbers of '{BucketsName}'.");
        for (int row = 0; row < rows.RowCount; row++)
            if (!TensorPrimitives.IsFiniteAll<float>(rows.Row(row)))
                throw new InvalidDataException($"{path}: found a value that is not finite in row {row} of '{tensor.Name}', expected numbers. Train the model again.");
        return rows;
    }

    private static int Number(Safetensors file, string name, string path) =>
        file.Metadata.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InvalidDataException($"{path}: found no number '{name}' in the metadata, expected the n-grams' minimum, maximum and bucketCount. Is it a model's {ModelFolder.Ngrams}?");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
