namespace MT2ST.Files;

/// <summary>Writes files so that a reader sees either the old content or all of the new, never half of it.</summary>
/// <remarks>
/// The content goes to a new file in the same folder, is flushed to the disk and renamed over the old one; within a
/// folder a rename is atomic. Every stage that saves something needs it, so it depends on none of them.
/// </remarks>
public static class AtomicFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes a new file beside the old one and renames it over that; on failure the old file stays and nothing is left beside it.</summary>
    /// <param name="path">The file's place; a symbolic link is followed, so that it stays a link.</param>
    /// <param name="write">Writes the content to the stream, which is open until it returns.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = FinalTarget(path);
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"{path}: the folder '{Path.GetDirectoryName(target)}' does not exist.");
        // Refused before the work of writing, since the rename at its end would fail.
        if (Directory.Exists(target))
            throw new IOException($"{path}: is a folder, expected the name of a file to write.");

        string beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside); // Does nothing if the file was renamed.
        }
    }

    private static string FinalTarget(string path) =>
        new FileInfo(path) is { Exists: true } file && file.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? target.FullName
            : Path.GetFullPath(path);
}
