using MT2ST.Corpora.WordNet;

namespace MT2ST.Cli.Demo;

/// <summary>Finds WordNet's dictionary.</summary>
internal static class WordNetFinder
{
    private const string Advice =
        "On Debian and Ubuntu run 'sudo apt-get install wordnet-base'. Elsewhere download the database files of WordNet 3 from https://wordnet.princeton.edu, unpack them, and name the folder with data.noun in it by --wordnet DIR.";

    /// <summary>The folder of the dictionary.</summary>
    /// <param name="folder">The folder that the user named; null for that of <c>WNHOME</c> or the usual place.</param>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says how to get it.</exception>
    public static string Find(string? folder) => Find(folder, WordNetDatabase.FindFolder());

    /// <summary>The folder of the dictionary.</summary>
    /// <param name="folder">The folder that the user named; null for none.</param>
    /// <param name="found">The one that is found without a name; null for none.</param>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says how to get it.</exception>
    internal static string Find(string? folder, string? found)
    {
        if (folder is null)
            return found ?? throw new DirectoryNotFoundException($"WordNet's dictionary is missing: it is neither in WNHOME nor in {WordNetDatabase.SystemFolder}. {Advice}");
        return File.Exists(Path.Combine(folder, "data.noun")) ? folder : throw new DirectoryNotFoundException($"There is no data.noun in '{folder}', so it is not WordNet's dictionary folder. {Advice}");
    }
}
