using System.Text.RegularExpressions;

namespace MT2ST.Tests.Architecture;

/// <summary>Checks by the source text that folders depend on each other along the flow of the data only.</summary>
public sealed partial class DependencyTests
{
    /// <summary>The folders of the core, each after all that it may use.</summary>
    private static readonly string[] Flow =
    [
        "Catalogs", "Settings", "Files", "Threading", "Numerics", "Corpora", "Vocabularies", "Indexing", "Embeddings", "Formats", "Evaluation", "Layers", "Tasks",
        "Optimization", // After Tasks: a row optimizer chooses the update that is compiled into a task's kernel.
        "Schedules", "Training", "Runs", "Texts", "Comparisons",
    ];

    /// <summary>The types of the front door, which need no using, with the folders that their files stand in.</summary>
    private static readonly Dictionary<string, string> FrontDoor = typeof(EmbeddingTrainer).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == "MT2ST")
        .ToDictionary(type => type.Name, type => FolderOf($"{(type.IsEnum ? "enum" : type.IsValueType ? "record struct" : @"(class|record)")} {type.Name}\\b"));

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
    public void Mentions_UsingsQualifiedNamesAndTypesOfTheFrontDoor_AreFound() => Assert.Equal(
        ["Numerics", "Runs", "Tasks"],
        Mentioned("using MT2ST.Numerics;\nnamespace MT2ST.Evaluation;\n/// <see cref=\"TrainedModel\"/>\nclass A { MT2ST.Tasks.Tagging.TagScore? score; RunOptions options; }"));

    [Fact]
    public void Namespace_OfEachFile_IsItsFoldersOrTheFrontDoor()
    {
        string core = RepositoryFiles.Path("src", "MT2ST");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories),
            file => NamespaceOf(File.ReadAllText(file)) is { } name && name != "MT2ST" && name != $"MT2ST.{Path.GetDirectoryName(Path.GetRelativePath(core, file))!.Replace(Path.DirectorySeparatorChar, '.')}");
    }

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

    private static string FolderOf(string declaration)
    {
        string core = RepositoryFiles.Path("src", "MT2ST");
        string file = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories).First(file => Regex.IsMatch(File.ReadAllText(file), $"^public .*{declaration}", RegexOptions.Multiline));
        return Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0];
    }

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(RepositoryFiles.Path("src", "MT2ST", folder), "*.cs", SearchOption.AllDirectories);

    private static string[] Mentions(string file) => Mentioned(File.ReadAllText(file));

    private static string[] Mentioned(string source)
    {
        string code = string.Join('\n', source.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        IEnumerable<string> byName = Word().Matches(code).Select(match => FrontDoor.GetValueOrDefault(match.Value)).OfType<string>();
        return [.. Mention().Matches(code).Select(match => match.Groups["folder"].Value).Concat(byName).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? NamespaceOf(string source) => Namespace().Match(source) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![.\w""])[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex("<(Package|Project)Reference Include=\"(?<name>[^\"]*)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"(?<!namespace )\bMT2ST\.(?<folder>[A-Z]\w*)")]
    private static partial Regex Mention();
}
