namespace MT2ST.Cli.Tests;

/// <summary>A new empty folder, deleted with all its content at the end of the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mt2st-test-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a text file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Writes vectors of four words in which man : woman = king : queen.</summary>
    public string WriteVectors(string name = "vectors.vec") =>
        Write(name, "4 2\nking 1 0.1\nqueen 1 0.2\nman 0.1 1\nwoman 0.2 1\n");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
