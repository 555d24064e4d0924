using MT2ST.Files;

namespace MT2ST.Cli.Demo;

/// <summary>The folder that the demo works in: its data, run file, result, page and model.</summary>
/// <param name="path">The folder.</param>
internal sealed class DemoFolder(string path)
{
    private const string RunResource = "wordnet.json";

    /// <summary>The run file that the demo compares by, with comments; the user may change and repeat it.</summary>
    public string RunFile => Path.Combine(path, "run.json");

    /// <summary>The result as JSON.</summary>
    public string Result => Path.Combine(path, "result.json");

    /// <summary>The result as a page with plots.</summary>
    public string Page => Path.Combine(path, "report.html");

    /// <summary>The model of one run.</summary>
    public string Model => Path.Combine(path, "model");

    /// <summary>Makes the folder with the run file.</summary>
    /// <exception cref="IOException">The place is taken by something that is not the demo's.</exception>
    public void Create()
    {
        if (File.Exists(path))
            throw new IOException($"{path}: is a file, expected a folder or a free name. Choose another --output.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(RunFile))
            throw new IOException($"{path}: the folder holds something other than a demo (no run.json). Choose another --output.");
        Directory.CreateDirectory(path);
        using Stream run = typeof(DemoFolder).Assembly.GetManifestResourceStream(RunResource)!;
        AtomicFile.Write(RunFile, run.CopyTo);
    }

    /// <summary>Splits WordNet into the demo's data.</summary>
    public WordNetSplitSummary WriteData(string wordNetFolder, CancellationToken cancellationToken)
    {
        string data = Path.Combine(path, "data");
        Directory.CreateDirectory(data);
        return WordNetSplit.Write(wordNetFolder, data, new WordNetSplitOptions(), cancellationToken);
    }
}
