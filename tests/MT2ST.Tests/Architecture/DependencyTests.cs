using System.Text.RegularExpressions;

namespace MT2ST.Tests.Architecture;

/// <summary>Checks by the source text that folders depend on each other along the flow of the data only.</summary>
public sealed partial class DependencyTests
{
    /// <summary>The folders of the core, each after all that it may use.</summary>
    private static readonly string[] Flow =
    [
        "Catalogs", "Settings", "Files", "Threading", "Numerics", "Corpora", "Vocabularies", "Indexing", "Embeddings", "Evaluation", "Layers", "Tasks",
        "Optimization", // After Tasks: a row optimizer chooses the update that is compiled into a task's kernel.
        "Schedules", "Training", "Formats", "Runs", "Comparisons",
    ];

    public static TheoryData<string> Folders { get; } =
        [.. Directory.GetDirectories(RepositoryFiles.Path("src", "MT2ST")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_Dependencies_LieBeforeItInTheFlow(string folder)
    {
        int place = Array.IndexOf(Flow, folder);
        Assert.True(place >= 0, $"The folder '{folder}' has no place in the flow: add it to {nameof(Flow)} and to docs/design.md.");
        string[] against = [.. SourceFiles(folder).SelectMany(file => Mentions(file).Where(other => Array.IndexOf(Flow, other) > place).Select(other => $"{Path.GetFileName(file)} uses {other}"))];
        Assert.Empty(against);
    }

    [Fact]
    public void Mentions_UsingsAndQualifiedNames_AreFound() =>
        Assert.Equal(["Numerics", "Tasks"], Mentioned("using MT2ST.Numerics;\nnamespace MT2ST.Evaluation;\nclass A { MT2ST.Tasks.Tagging.TagScore? score; }"));

    [Fact]
    public void Core_Sources_KnowNoCommandLine() => Assert.DoesNotContain(
        Directory.EnumerateFiles(RepositoryFiles.Path("src", "MT2ST"), "*.cs", SearchOption.AllDirectories),
        file => File.ReadAllText(file) is var text && (text.Contains("System.CommandLine", StringComparison.Ordinal) || text.Contains("Spectre.", StringComparison.Ordinal)));

    [Fact]
    public void Core_Project_RefersToItsTwoPackagesAndItsGeneratorAlone() => Assert.Equal(
        ["CsvHelper", "System.Numerics.Tensors", "..\\MT2ST.Generators\\MT2ST.Generators.csproj"], // The last one runs at build time alone.
        PackageReference().Matches(File.ReadAllText(RepositoryFiles.Path("src", "MT2ST", "MT2ST.csproj"))).Select(match => match.Groups["name"].Value));

    [Fact]
    public void SourceFile_Length_IsAtMostFourHundredLines() => Assert.Empty(
        Directory.EnumerateFiles(RepositoryFiles.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > 400)
            .Select(file => $"{file.Name}: {file.Lines} lines"));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(RepositoryFiles.Path("src", "MT2ST", folder), "*.cs", SearchOption.AllDirectories);

    private static string[] Mentions(string file) => Mentioned(File.ReadAllText(file));

    private static string[] Mentioned(string source) =>
        [.. Mention().Matches(source).Select(match => match.Groups["folder"].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("<(Package|Project)Reference Include=\"(?<name>[^\"]*)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"(?<!namespace )\bMT2ST\.(?<folder>[A-Z]\w*)")]
    private static partial Regex Mention();
}
