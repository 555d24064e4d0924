namespace MT2ST.Cli.Commands;

/// <summary>Makes sure that a path given by the user exists.</summary>
internal static class ExistingPath
{
    /// <summary>The path of a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is a folder.</exception>
    public static string OfFile(string path) => Directory.Exists(path)
        ? throw new InvalidDataException($"{path}: found a folder, expected a file. Name the file in it.")
        : OfFileOrFolder(path);

    /// <summary>The path of a file or folder.</summary>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    public static string OfFileOrFolder(string path) => Path.Exists(path)
        ? path
        : throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}'). Check the path.", path);
}
