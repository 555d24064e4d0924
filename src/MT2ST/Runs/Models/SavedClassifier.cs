using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Models;

/// <summary>The classifier of a model folder: labels texts as the run's primary task did.</summary>
/// <remarks>
/// The task is made again without data, then its parameters are read. A word's saved vector includes its character n-grams,
/// so the table needs none.
/// </remarks>
public sealed class SavedClassifier
{
    private readonly Vocabulary _words;
    private readonly TextOptions _text;
    private readonly ITextClassifier _classifier;

    private SavedClassifier(Vocabulary words, TextOptions text, ITextClassifier classifier)
    {
        _words = words;
        _text = text;
        _classifier = classifier;
    }

    /// <summary>The labels, in the order of a prediction's probabilities.</summary>
    public Vocabulary Labels => _classifier.Labels;

    /// <summary>Whether a text may have several labels: probabilities then do not sum to 1.</summary>
    public bool HasSeveralLabels => _classifier.HasSeveralLabels;

    /// <summary>Makes one thread's predictor.</summary>
    public TextLabeler CreateLabeler() => new(new FixedVocabularyIndexer(_words, _text), _classifier.CreatePredictor());

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">The folder, as <see cref="ModelWriter"/> writes it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="InvalidDataException">The model's primary task labels no texts, or a file is damaged or of another model.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static SavedClassifier Load(string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string run = Path.Combine(folder, ModelFolder.Run);
        string parameters = Path.Combine(folder, ModelFolder.Parameters);
        if (!File.Exists(run) || !File.Exists(parameters))
            throw new FileNotFoundException($"{folder}: is not a model folder: it lacks {ModelFolder.Run} or {ModelFolder.Parameters}. Train with --output FOLDER.", run);
        RunOptions options = ModelSettings.Read(folder);
        if (options.Primary.Needs != TaskNeeds.Labels)
            throw LabelsNoTexts(folder, options);

        Vocabulary words = Vocabulary.Load(Path.Combine(folder, ModelFolder.Vocabulary), cancellation);
        Safetensors saved = Safetensors.Read(parameters, cancellation);
        EmbeddingTable<float> table = LoadTable(folder, words, saved, cancellation);
        ITask<float> task = options.Primary.Create(new TaskContext<float>
        {
            Name = options.Primary.Name,
            Table = table,
            Encoders = RunTrainer.CreateEncoders(options, table),
            Train = new IndexedCorpusBuilder(words, Vocabulary.Load(Path.Combine(folder, ModelFolder.Labels), cancellation), keepsAllLabels: true).Build(),
            Seed = options.Seed,
            Cancellation = cancellation,
        });
        foreach (RowParameter<float> rows in task.RowParameters)
            if (rows.IsPartOfModel && rows.Rows != table.Rows)
                Fill(rows.Rows, 0, rows.Rows.RowCount, saved, rows.Name, folder);
        foreach (DenseParameter<float> dense in task.DenseParameters.Concat(task.Constants))
            Fill(dense.Values, 0, dense.Values.RowCount, saved, dense.Name, folder);
        return task is ITextClassifier classifier
            ? new SavedClassifier(words, options.TextOptions, classifier)
            : throw LabelsNoTexts(folder, options);
    }

    private static InvalidDataException LabelsNoTexts(string folder, RunOptions options) =>
        new($"{folder}: the model's primary task is '{options.Primary.Task}', which labels no texts. Give a model trained with --primary classification.");

    private static EmbeddingTable<float> LoadTable(string folder, Vocabulary words, Safetensors saved, CancellationToken cancellation)
    {
        WordVectors vectors = VectorFile.Load(folder, cancellation);
        if (vectors.Count != words.Count)
            throw new InvalidDataException($"{Path.Combine(folder, ModelFolder.Vocabulary)}: found {words.Count} words for {vectors.Count} vectors. Are the files of two models?");
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
    }
}
