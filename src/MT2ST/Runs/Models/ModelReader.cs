using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Models;

/// <summary>Reads a model folder.</summary>
/// <remarks>
/// A primary task that labels texts is made again without data, then its parameters are read. A word's saved vector includes
/// its character n-grams, so the table needs none.
/// </remarks>
internal static class ModelReader
{
    /// <summary>Reads a model folder.</summary>
    /// <param name="folder">The folder, as <see cref="ModelWriter"/> writes it.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidDataException">A file is damaged or of another model.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static TrainedModel Read(string folder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string run = Path.Combine(folder, ModelFolder.Run);
        string parameters = Path.Combine(folder, ModelFolder.Parameters);
        if (!File.Exists(run) || !File.Exists(parameters))
            throw new FileNotFoundException($"{folder}: is not a model folder: it lacks {ModelFolder.Run} or {ModelFolder.Parameters}. Name a folder that a training has written.", run);
        RunOptions options = ModelSettings.Read(folder);
        Vocabulary words = Vocabulary.Load(Path.Combine(folder, ModelFolder.Vocabulary), cancellationToken);
        string labelsFile = Path.Combine(folder, ModelFolder.Labels);
        Vocabulary? labels = File.Exists(labelsFile) || options.Primary.Needs is TaskNeeds.Labels or TaskNeeds.Tags ? Vocabulary.Load(labelsFile, cancellationToken) : null;
        Safetensors saved = Safetensors.Read(parameters, cancellationToken);
        WordVectors vectors = VectorFile.Load(folder, cancellationToken);
        if (vectors.Count != words.Count)
            throw new InvalidDataException($"{Path.Combine(folder, ModelFolder.Vocabulary)}: found {words.Count} words for {vectors.Count} vectors. Are the files of two models?");
        for (int word = 0; word < words.Count; word++)
            if (!words.Utf8(word).SequenceEqual(vectors.Vocabulary.Utf8(word)))
                throw new InvalidDataException($"{Path.Combine(folder, ModelFolder.Vocabulary)}:{word + 1}: found '{words[word]}', expected '{vectors.Vocabulary[word]}' as in {ModelFolder.Vectors}. Are the files of two models?");
        if (labels?.Count == 0)
            throw new InvalidDataException($"{labelsFile}: found no label, expected at least one. Was the file cut off?");
        ITask<float>? primary = options.Primary.IsUsedAfterTraining ? Primary(folder, options, words, labels, vectors, saved, cancellationToken) : null;
        return TrainedModel.Of(options, words, labels, primary, vectors, saved, ReportOf(folder));
    }

    private static ITask<float> Primary(string folder, RunOptions options, Vocabulary words, Vocabulary? labels, WordVectors vectors, Safetensors saved, CancellationToken cancellationToken)
    {
        EmbeddingTable<float> table = Table(folder, words, vectors, saved);
        ITask<float> task = options.Primary.Create(new TaskContext<float>
        {
            Name = options.Primary.Name,
            Table = table,
            Encoders = RunTrainer.CreateEncoders(options, table),
            Train = (options.Primary.Needs == TaskNeeds.Tags
                ? new IndexedCorpusBuilder(words, tags: labels, featureBucketCount: options.Primary.ReadsWordFeatures(options.Encoders) ? WordFeatures.DefaultBucketCount : 0)
                : new IndexedCorpusBuilder(words, labels, keepsAllLabels: true)).Build(),
            Seed = options.Seed,
            Cancellation = cancellationToken,
        });
        foreach (RowParameter<float> rows in task.RowParameters)
            if (rows.IsPartOfModel && rows.Rows != table.Rows)
                Fill(rows.Rows, 0, rows.Rows.RowCount, saved, rows.Name, folder);
        foreach (DenseParameter<float> dense in task.DenseParameters.Concat(task.Constants))
            Fill(dense.Values, 0, dense.Values.RowCount, saved, dense.Name, folder);
        return task;
    }

    // Read at once, since the folder may be gone when somebody asks for it; understood only then.
    private static Func<RunRecord> ReportOf(string folder)
    {
        string path = Path.Combine(folder, ModelFolder.Report);
        byte[]? json = File.Exists(path) ? File.ReadAllBytes(path) : null;
        return () =>
        {
            try
            {
                return JsonSerializer.Deserialize(json ?? throw new JsonException("the file is missing."), ReportJson.Default.RunRecord) ?? throw new JsonException("found null.");
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"{path}: is no report of a training: {error.Message.Split(" Path:")[0]}", error);
            }
        };
    }

    private static EmbeddingTable<float> Table(string folder, Vocabulary words, WordVectors vectors, Safetensors saved)
    {
        var table = new EmbeddingTable<float>(words.Count, vectors.Dimensions, scale: 0, new SeededRandom(seed: 1));
        for (int word = 0; word < words.Count; word++)
            vectors[word].CopyTo(table.Rows.Row(word));
        Fill(table.Rows, words.Count, 1, saved, ModelWriter.UnknownWord, folder);
        return table;
    }

    private static void Fill(RowMatrix<float> rows, int first, int count, Safetensors saved, string name, string folder)
    {
        NamedTensor? tensor = saved.Tensors.FirstOrDefault(tensor => tensor.Name == name);
        if (tensor is null || tensor.HoldsIntegers || !tensor.Shape.SequenceEqual([count, rows.Dimensions]))
            throw new InvalidDataException($"{Path.Combine(folder, ModelFolder.Parameters)}: found {(tensor is null ? "nothing" : $"[{string.Join(", ", tensor.Shape)}]")} for '{name}', expected floats [{count}, {rows.Dimensions}]. Are the files of two models?");
        for (int row = 0; row < count; row++)
            tensor.Values.AsSpan(row * rows.Dimensions, rows.Dimensions).CopyTo(rows.Row(first + row));
        if (tensor.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new InvalidDataException($"{Path.Combine(folder, ModelFolder.Parameters)}: found a value in '{name}' that is not finite. Is the file damaged?");
    }
}
