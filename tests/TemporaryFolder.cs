namespace MT2ST.Tests;

/// <summary>A new empty folder, deleted with all its content at the end of the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mt2st-test-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a text file, with the folders that it stands in, and gives its path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
