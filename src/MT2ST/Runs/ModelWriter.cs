using System.Text.Json;
using MT2ST.Embeddings;
using MT2ST.Files;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>Writes a trained run as a model folder.</summary>
/// <remarks>
/// The folder is written beside its place and renamed, so that a crash leaves the old one whole. An existing folder is
/// replaced only where it is a model folder (or empty): nobody's other files are lost.
/// </remarks>
public static class ModelWriter
{
    internal const string UnknownWord = EmbeddingTable<float>.ParameterName + "/unknown";

    private const int LongestName = 200; // 255 is usual; while it is written, the folder's name is longer.

    /// <summary>Rejects a place that a model must not be written to; called before training, so that no work is lost.</summary>
    /// <exception cref="IOException">The path is a file, a folder with something else in it, or a place where nothing can be written.</exception>
    public static void CheckPlace(string folder)
    {
        if (folder.Length == 0)
            throw new SettingException("output", "output is empty; name a folder to write the model to.");
        if (File.Exists(folder))
            throw new IOException($"{folder}: is a file, expected a folder or a free name. Choose another --output.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, ModelFolder.Run)))
            throw new IOException($"{folder}: the folder holds something else than a model (no {ModelFolder.Run}). Choose another --output or empty it.");
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (System.Text.Encoding.UTF8.GetByteCount(name) > LongestName)
            throw new IOException($"{folder}: the name is longer than {LongestName} bytes. Choose a shorter --output.");
        WritablePlace.Check(folder);
    }

    /// <summary>Writes the folder.</summary>
    /// <exception cref="IOException">The place is taken by something else, or cannot be written.</exception>
    public static void Write(string folder, TrainedRun run)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(run);
        CheckPlace(folder);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), beside = $"{target}.{Guid.NewGuid():N}.tmp", old = $"{target}.{Guid.NewGuid():N}.old.tmp";
        try
        {
            Directory.CreateDirectory(beside);
            VectorFile.Save(Path.Combine(beside, ModelFolder.Vectors), run.Vectors, threads: run.Options.Threads);
            if (run.Vectors.Ngrams is { } ngrams)
                NgramFile.Save(Path.Combine(beside, ModelFolder.Ngrams), ngrams);
            run.Words.Save(Path.Combine(beside, ModelFolder.Vocabulary));
            run.Labels?.Save(Path.Combine(beside, ModelFolder.Labels));
            WriteText(Path.Combine(beside, ModelFolder.Run), RunSettings.Write(WithAbsoluteInputs(run.Options)));
            WriteText(Path.Combine(beside, ModelFolder.Report), JsonSerializer.Serialize(run.Record, ReportJson.Default.RunRecord));
            new Safetensors(Tensors(run)).Write(Path.Combine(beside, ModelFolder.Parameters));
            if (Directory.Exists(target))
                Directory.Move(target, old); // Not deleted yet: that takes long enough for a crash to leave neither model.
            Directory.Move(beside, target);
        }
        finally
        {
            DeleteFolder(beside);
            if (Directory.Exists(target))
                DeleteFolder(old);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n")));

    // A run file names its inputs relative to itself, and the folder may be moved.
    private static RunOptions WithAbsoluteInputs(RunOptions options) => options with
    {
        InitialVectors = options.InitialVectors is null ? null : Absolute(options.InitialVectors),
        Primary = WithAbsoluteInputs(options.Primary),
        Auxiliaries = [.. options.Auxiliaries.Select(WithAbsoluteInputs)],
    };

    private static TaskOptions WithAbsoluteInputs(TaskOptions task) => task with
    {
        Train = [.. task.Train.Select(Absolute)],
        Dev = task.Dev is null ? null : Absolute(task.Dev),
        Test = task.Test is null ? null : Absolute(task.Test),
        Exclude = [.. task.Exclude.Select(Absolute)],
        DevSimilarity = [.. task.DevSimilarity.Select(Absolute)],
        TestSimilarity = task.TestSimilarity is null ? null : [.. task.TestSimilarity.Select(Absolute)],
    };

    private static string Absolute(string path) => path == Corpora.CorpusSource.StandardInput ? path : Path.GetFullPath(path);

    private static List<NamedTensor> Tensors(TrainedRun run)
    {
        var tensors = new List<NamedTensor> { NamedTensor.OfRows(UnknownWord, run.Table.Rows, run.Words.Count, 1) };
        HashSet<RowMatrix<float>> written = [run.Table.Rows]; // What tasks share is written once.
        void Add(string name, RowMatrix<float> values)
        {
            if (written.Add(values))
                tensors.Add(NamedTensor.OfRows(name, values, 0, values.RowCount));
        }
        foreach (TrainingTask<float> task in run.Tasks)
        {
            foreach (RowParameter<float> rows in task.Task.RowParameters.Where(rows => rows.IsPartOfModel))
                Add(rows.Name, rows.Rows);
            foreach (DenseParameter<float> dense in task.Task.DenseParameters.Concat(task.Task.Constants))
                Add(dense.Name, dense.Values);
        }
        return tensors;
    }
}
