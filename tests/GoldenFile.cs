using System.Text.RegularExpressions;

namespace MT2ST.Tests;

/// <summary>Text in the repository that is written from code: tests compare it, <c>docs/update</c> writes it anew.</summary>
internal static class GoldenFile
{
    private const string Command = "docs/update";

    /// <summary>Whether files are written instead of compared: the script sets it.</summary>
    private static bool IsUpdating => Environment.GetEnvironmentVariable("MT2ST_UPDATE_DOCS") == "1";

    /// <summary>Compares a whole file with what it should hold, or writes it.</summary>
    /// <param name="path">The file, relative to the repository's root.</param>
    /// <param name="expected">What it should hold.</param>
    /// <param name="source">What it is written from, for the message, such as <c>the declarations</c>.</param>
    public static void Check(string path, string expected, string source)
    {
        string file = RepositoryFiles.Path(path);
        string found = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (FirstDifference(found, expected) is not { } difference)
            return;
        if (IsUpdating)
            File.WriteAllText(file, expected);
        else
            Assert.Fail($"{path} differs from {source}; run {Command}. {difference}");
    }

    /// <summary>Compares or writes the blocks <c>&lt;!-- KIND:NAME --&gt;</c> ... <c>&lt;!-- /KIND --&gt;</c> of a file.</summary>
    /// <param name="path">The file, relative to the repository's root.</param>
    /// <param name="kind">The kind of block.</param>
    /// <param name="content">What the block of a name should hold, without a line break at its end.</param>
    /// <param name="source">What it is written from, for the message.</param>
    public static void CheckBlocks(string path, string kind, Func<string, string> content, string source) =>
        Check(path, ReplaceBlocks(File.ReadAllText(RepositoryFiles.Path(path)), kind, content), source);

    /// <summary>The names of a file's blocks of a kind, in their order.</summary>
    public static IReadOnlyList<string> BlockNames(string path, string kind)
    {
        List<string> names = [];
        ReplaceBlocks(File.ReadAllText(RepositoryFiles.Path(path)), kind, name =>
        {
            names.Add(name);
            return "";
        });
        return names;
    }

    /// <summary>A text with other content in its blocks.</summary>
    internal static string ReplaceBlocks(string text, string kind, Func<string, string> content) => Regex.Replace(
        text.ReplaceLineEndings("\n"),
        $"(?<start><!-- {kind}:(?<name>[^ ]+) -->\n).*?(?<end><!-- /{kind} -->)",
        block => $"{block.Groups["start"].Value}{content(block.Groups["name"].Value)}\n{block.Groups["end"].Value}",
        RegexOptions.Singleline);

    /// <summary>The first line in which two texts differ; null where they are the same.</summary>
    internal static string? FirstDifference(string found, string expected)
    {
        if (found == expected)
            return null;
        string[] foundLines = found.Split('\n'), expectedLines = expected.Split('\n');
        int line = 0;
        while (foundLines.ElementAtOrDefault(line) == expectedLines.ElementAtOrDefault(line))
            line++;
        return $"Line {line + 1} is '{foundLines.ElementAtOrDefault(line)}', expected '{expectedLines.ElementAtOrDefault(line)}'.";
    }
}
