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

    /// <summary>Checks that a file or folder can be made at a path, whose folders need not exist yet; leaves nothing behind.</summary>
    /// <remarks>Called before long work, so that hours of training are not lost to a wrong name.</remarks>
    /// <param name="path">The place.</param>
    /// <exception cref="IOException">A part of the path is a file, or nothing can be created there.</exception>
    public static void CheckPlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
        while (parent is not null && !Directory.Exists(parent))
        {
            if (File.Exists(parent))
                throw new IOException($"{path}: '{parent}' is a file, expected a folder. Choose another place.");
            parent = Path.GetDirectoryName(parent);
        }
        // Only trying tells: permissions, read-only disks and the like all show in their own ways.
        string trial = Path.Combine(parent ?? "", $"{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: nothing can be written to the folder '{parent}'. Choose another place.", error);
        }
    }
}
