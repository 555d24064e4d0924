namespace MT2ST.Files;

/// <summary>Checks before long work that its result can be written, so that a wrong name does not cost hours of training.</summary>
public static class WritablePlace
{
    /// <summary>Checks that a file or folder can be made at a path, whose folders need not exist yet; leaves nothing behind.</summary>
    /// <param name="path">The place.</param>
    /// <exception cref="IOException">A part of the path is a file, or nothing can be created there.</exception>
    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
        while (parent is not null && !Directory.Exists(parent))
        {
            if (File.Exists(parent))
                throw new IOException($"{path}: '{parent}' is a file, expected a folder. Choose another place.");
            parent = Path.GetDirectoryName(parent);
        }
        // Only a try shows it: permissions, read-only disks and the like all fail in their own ways.
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
