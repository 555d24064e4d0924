namespace MT2ST.Cli.Commands;

/// <summary>Paths that a user gave of what is to be read.</summary>
internal static class InputPath
{
    /// <summary>The path, of a file or folder that is there.</summary>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    public static string Existing(string path) => Path.Exists(path)
        ? path
        : throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}'). Check the path.", path);
}
