using System.Text.Json.Serialization;
using MT2ST.Embeddings;
using MT2ST.Files;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Training;

namespace MT2ST.Runs.Models;

/// <summary>Writes a trained run as a model folder.</summary>
/// <remarks>
/// A new folder is written beside the old one and then renamed, so that a crash leaves the old one whole. An existing folder is
/// replaced only if it is empty or holds a model and nothing else, so that no other files are lost. If an empty one cannot be
/// replaced (the current folder, a mount point), the files are written into it one by one.
/// </remarks>
internal static class ModelWriter
{
    internal const string UnknownWord = EmbeddingTable<float>.ParameterName + "/unknown";

    private const int LongestName = 200; // 255 is usual; while it is written, the folder's name is longer.

    /// <summary>Rejects a place that a model must not be written to; called before training, so that no work is lost.</summary>
    /// <exception cref="IOException">The path is a file, a folder with other content, or a place that cannot be written to.</exception>
    public static void CheckPlace(string folder)
    {
        if (folder.Length == 0)
            throw new SettingException("output", "output is empty; name a folder to write the model to.");
        if (File.Exists(folder))
            throw new IOException($"{folder}: is a file, expected a folder or a free name. Choose another folder.");
        string target = Target(folder);
        bool isReplaced = Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any();
        if (isReplaced && !File.Exists(Path.Combine(target, ModelFolder.Run)))
            throw new IOException($"{folder}: the folder holds something other than a model (no {ModelFolder.Run}). Choose another folder or empty it.");
        if (isReplaced && Directory.EnumerateFileSystemEntries(target).Select(entry => Path.GetFileName(entry)).FirstOrDefault(entry => !ModelFolder.Files.Contains(entry)) is { } other)
            throw new IOException($"{folder}: the folder holds '{other}' beside a model, and a new model replaces everything in it. Choose another folder or move it away.");
        if (isReplaced && IsFixed(target))
            throw new IOException($"{folder}: the model in it cannot be replaced, since the folder is the current one or a mount point. Choose another folder, such as a new folder in it.");
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
            throw new IOException($"{folder}: the name is longer than {LongestName} bytes. Choose a shorter --output.");
        AtomicFile.CheckPlace(IsFixed(target) ? Path.Combine(target, name) : target);
    }

    // A link stays, and what it leads to is written.
    private static string Target(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(new DirectoryInfo(folder).LinkTarget is null ? folder : Directory.ResolveLinkTarget(folder, returnFinalTarget: true)!.FullName));

    /// <summary>Whether a folder can be filled but not replaced: the current folder, or a mount point.</summary>
    private static bool IsFixed(string target) => Directory.Exists(target)
        && (target == Path.TrimEndingDirectorySeparator(Environment.CurrentDirectory)
            || DriveInfo.GetDrives().Any(drive => Path.TrimEndingDirectorySeparator(drive.RootDirectory.FullName) == target));

    /// <summary>Writes the folder.</summary>
    /// <exception cref="IOException">The place is taken by something else, or cannot be written.</exception>
    public static void Write(string folder, TrainedModel model)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        CheckPlace(folder);
        string target = Target(folder), old = $"{target}.{Guid.NewGuid():N}.old.tmp";
        bool isFixed = IsFixed(target);
        string beside = isFixed ? Path.Combine(target, $"{Guid.NewGuid():N}.tmp") : $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(beside);
            VectorFile.Save(Path.Combine(beside, ModelFolder.Vectors), model.Vectors, threads: model.Options.Threads);
            if (model.Vectors.Ngrams is { } ngrams)
                NgramFile.Save(Path.Combine(beside, ModelFolder.Ngrams), ngrams);
            model.Words.Save(Path.Combine(beside, ModelFolder.Vocabulary));
            model.LabelVocabulary?.Save(Path.Combine(beside, ModelFolder.Labels));
            WriteText(Path.Combine(beside, ModelFolder.Format), ModelFolder.FormatText);
            WriteText(Path.Combine(beside, ModelFolder.Run), InputPaths.InFull(model.Options).ToJson());
            WriteText(Path.Combine(beside, ModelFolder.Report), JsonSerializer.Serialize(model.Report, ReportJson.Default.RunRecord));
            if (model.Report.Tuning is { Log.Count: > 0 } tuning)
                WriteText(Path.Combine(beside, ModelFolder.Tuning), string.Join('\n', tuning.Log));
            new Safetensors(model.Tensors()).Write(Path.Combine(beside, ModelFolder.Parameters));
            if (isFixed)
            {
                foreach (string file in Directory.EnumerateFiles(beside))
                    File.Move(file, Path.Combine(target, Path.GetFileName(file)));
                return;
            }
            if (Directory.Exists(target))
            {
                TakeOverModes(target, beside);
                Directory.Move(target, old); // Not deleted yet: a crash while deleting would leave neither model.
            }
            Directory.Move(beside, target);
        }
        finally
        {
            DeleteFolder(beside);
            if (Directory.Exists(target))
                DeleteFolder(old);
        }
    }

    /// <summary>Gives the new model the old one's permissions, so that no one else can read it.</summary>
    private static void TakeOverModes(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string file in Directory.EnumerateFiles(to))
        {
            string old = Path.Combine(from, Path.GetFileName(file));
            if (File.Exists(old))
                File.SetUnixFileMode(file, File.GetUnixFileMode(old));
        }
        File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));

    /// <summary>The parameters of a run beside the words' vectors; nothing is copied.</summary>
    internal static IReadOnlyList<NamedTensor> Tensors(TrainedRun run) => Tensors(run.Table, run.Tasks);

    /// <summary>The parameters beside the words' vectors; nothing is copied.</summary>
    internal static IReadOnlyList<NamedTensor> Tensors(EmbeddingTable<float> table, IReadOnlyList<TrainingTask<float>> tasks)
    {
        var tensors = new List<NamedTensor> { NamedTensor.OfRows(UnknownWord, table.Rows, table.WordCount, 1) };
        HashSet<RowMatrix<float>> written = [table.Rows]; // What tasks share is written once.
        void Add(string name, RowMatrix<float> values)
        {
            if (written.Add(values))
                tensors.Add(NamedTensor.OfRows(name, values, 0, values.RowCount));
        }
        foreach (TrainingTask<float> task in tasks)
        {
            foreach (RowParameter<float> rows in task.Task.RowParameters.Where(rows => rows.IsPartOfModel))
                Add(rows.Name, rows.Rows);
            foreach (DenseParameter<float> dense in task.Task.DenseParameters.Concat(task.Task.Constants))
                Add(dense.Name, dense.Values);
        }
        return tensors;
    }
}

/// <summary>Source-generated JSON metadata of a run's report.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class ReportJson : JsonSerializerContext;
