using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Tests.Architecture;

/// <summary>The pages that describe what the catalogs hold leave none of it out.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void StrategiesPage_EveryStrategy_HasASectionWithText() => Assert.Empty(BuiltInSchedules.All.Names.Except(Sections("strategies.md")));

    [Fact]
    public void TasksPage_EveryTask_HasASection() => Assert.Empty(BuiltInTasks.All.Names.Except(Headings("tasks.md")));

    [Fact]
    public void Readme_EveryStrategy_IsNamed()
    {
        string readme = File.ReadAllText(RepositoryFiles.Path("README.md"));
        Assert.All(BuiltInSchedules.All.Names, name => Assert.True(
            readme.Contains($"`{name}`", StringComparison.Ordinal) || readme.Contains($"**{name}**", StringComparison.OrdinalIgnoreCase), $"README.md does not name '{name}'."));
    }

    private static IEnumerable<string> Headings(string page) =>
        Lines(page).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Trim());

    // A heading and at least one line below it that is no heading.
    private static IEnumerable<string> Sections(string page) =>
        Lines(page).Zip(Lines(page).Skip(1)).Where(pair => pair.First.StartsWith("## ", StringComparison.Ordinal) && !pair.Second.StartsWith('#')).Select(pair => pair.First[3..].Trim());

    private static IEnumerable<string> Lines(string page) =>
        File.ReadLines(RepositoryFiles.Path("docs", page)).Where(line => line.Trim().Length > 0);
}
