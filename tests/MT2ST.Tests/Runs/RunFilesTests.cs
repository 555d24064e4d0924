using MT2ST.Comparisons.Rows;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs;

/// <summary>The run files of the repository are read by this version, with all rows that they name.</summary>
public sealed class RunFilesTests
{
    public static TheoryData<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Path("benchmarks", "experiments"), "*.json"),
        .. Directory.EnumerateFiles(RepositoryFiles.Path("samples"), "*.json", SearchOption.AllDirectories),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void List_EveryRow_IsRead(string file) => Assert.NotEmpty(ComparisonRow.List(RunFile.Load(file), []));
}
