using MT2ST.Corpora;

namespace MT2ST.Comparisons.Running;

/// <summary>The state of an input file when a run read it.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Bytes">Its size; -1 if there is no such file.</param>
/// <param name="Modified">When it was last written, in UTC.</param>
internal sealed record FileFingerprint(string Path, long Bytes, DateTime Modified)
{
    /// <summary>The stamps of all files that a run reads, files of folders included, each once.</summary>
    /// <param name="options">The run's settings, without tasks that it does not use.</param>
    public static IReadOnlyList<FileFingerprint> Of(RunOptions options)
    {
        IEnumerable<string> paths = options.AllTasks().SelectMany(PathsOf).Append(options.InitialVectors).OfType<string>();
        return [.. paths.Distinct(StringComparer.Ordinal).SelectMany(FilesOf).Select(Of)];
    }

    private static IEnumerable<string?> PathsOf(TaskOptions task) =>
        [.. new[] { task.Train, task.Dev, task.Test }.OfType<ExampleSource>().Where(source => source.Examples is null).SelectMany(source => source.Paths), .. task.DevSimilarity, .. task.TestSimilarity ?? [], .. task.Exclude];

    private static IEnumerable<string> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path];

    private static FileFingerprint Of(string path)
    {
        if (path == CorpusSource.StandardInput) // It may be another text each time: never the same.
            return new FileFingerprint(path, -1, DateTime.UtcNow);
        FileInfo file = new(path);
        return file.Exists ? new FileFingerprint(file.FullName, file.Length, file.LastWriteTimeUtc) : new FileFingerprint(file.FullName, -1, default);
    }
}
