using System.Text.RegularExpressions;

namespace MT2ST.Cli.Tests;

/// <summary>The code of docs/library.md is that of samples/LibraryGuide, which is compiled and run.</summary>
public sealed partial class LibraryGuideTests
{
    private const string UsingLine = "using MT2ST.";

    private static readonly string Guide = File.ReadAllText(RepositoryFiles.Path("samples", "LibraryGuide", "Guide.cs")).ReplaceLineEndings("\n");

    private static readonly string[] Blocks =
        [.. CodeBlock().Matches(File.ReadAllText(RepositoryFiles.Path("docs", "library.md")).ReplaceLineEndings("\n")).Select(match => match.Groups["code"].Value)];

    [Fact]
    public void Page_CodeBlocks_AreTheRegionsOfTheGuide()
    {
        string[] regions = [.. Region().Matches(Guide).Select(match => Dedent(match.Groups["code"].Value))];
        Assert.NotEmpty(regions);
        Assert.Equal(regions.Order(StringComparer.Ordinal), Blocks.Select(WithoutUsings).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_UsingLines_AreThoseOfTheGuide() =>
        Assert.Subset(Usings(Guide), Blocks.SelectMany(Usings).ToHashSet());

    private static HashSet<string> Usings(string code) => [.. code.Split('\n').Where(line => line.StartsWith(UsingLine, StringComparison.Ordinal))];

    private static string WithoutUsings(string block) =>
        string.Join('\n', block.Split('\n').SkipWhile(line => line.StartsWith(UsingLine, StringComparison.Ordinal) || line.Length == 0));

    private static string Dedent(string code)
    {
        string[] lines = code.TrimEnd(' ').Split('\n');
        int depth = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[depth..] : line));
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^ *#region \w+\n(?<code>.*?) *#endregion$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();
}
