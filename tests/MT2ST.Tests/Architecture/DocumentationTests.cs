using MT2ST.Comparisons.Rows;
using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Tests.Architecture;

/// <summary>The pages that describe what the catalogs hold leave none of it out.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void StrategiesPage_EveryStrategy_HasASectionWithText() => AssertSectionsWithText("strategies.md", BuiltInSchedules.All.Names);

    [Fact]
    public void TasksPage_EveryTask_HasASectionWithText() => AssertSectionsWithText("tasks.md", BuiltInTasks.All.Names);

    [Fact]
    public void ComparisonsPage_EveryControl_HasARow()
    {
        string page = File.ReadAllText(RepositoryFiles.Path("docs", "comparisons.md"));
        Assert.All(BuiltInControls.All.Names, name => Assert.Contains($"\n| `{name}` | ", page.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    // A section for every name, and below every heading of the page at least one line that is no heading.
    private static void AssertSectionsWithText(string page, IEnumerable<string> names)
    {
        const string End = "#";
        string[] lines = [.. File.ReadLines(RepositoryFiles.Path("docs", page)).Where(line => line.Trim().Length > 0), End];
        Assert.Empty(names.Except(lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Trim())));
        Assert.Empty(lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith('#') && pair.Second.StartsWith('#')).Select(pair => pair.First));
    }
}
