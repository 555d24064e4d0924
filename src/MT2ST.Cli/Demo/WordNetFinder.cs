namespace MT2ST.Cli.Demo;

/// <summary>Finds WordNet's dictionary.</summary>
internal static class WordNetFinder
{
    /// <summary>Where Debian's package <c>wordnet-base</c> puts the dictionary.</summary>
    public const string SystemFolder = "/usr/share/wordnet";

    private const string DataFile = "data.noun";

    private const string Advice =
        "On Debian and Ubuntu run 'sudo apt-get install wordnet-base'. Elsewhere download the database files of WordNet 3 from https://wordnet.princeton.edu, unpack them, and name the folder with data.noun in it by --wordnet DIR.";

    /// <summary>The folder of the dictionary.</summary>
    /// <param name="folder">The folder that the user named; null for that of <c>WNHOME</c> or the usual place.</param>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says how to get it.</exception>
    public static string Find(string? folder) => Find(folder, FindFolder());

    /// <summary>The folder that <c>WNHOME</c> names, its <c>dict</c>, or <see cref="SystemFolder"/>; null where none has a dictionary.</summary>
    internal static string? FindFolder()
    {
        string? home = Environment.GetEnvironmentVariable("WNHOME");
        string[] candidates = string.IsNullOrEmpty(home) ? [SystemFolder] : [home, Path.Combine(home, "dict"), SystemFolder];
        return Array.Find(candidates, folder => File.Exists(Path.Combine(folder, DataFile)));
    }

    /// <summary>The folder of the dictionary.</summary>
    /// <param name="folder">The folder that the user named; null for none.</param>
    /// <param name="found">The one that is found without a name; null for none.</param>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says how to get it.</exception>
    internal static string Find(string? folder, string? found)
    {
        if (folder is null)
            return found ?? throw new DirectoryNotFoundException($"WordNet's dictionary is missing: it is neither in WNHOME nor in {SystemFolder}. {Advice}");
        return File.Exists(Path.Combine(folder, DataFile)) ? folder : throw new DirectoryNotFoundException($"There is no data.noun in '{folder}', so it is not WordNet's dictionary folder. {Advice}");
    }
}
