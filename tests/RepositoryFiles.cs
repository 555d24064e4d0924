namespace MT2ST.Tests;

/// <summary>Where the tests find the repository and the data sets beside it.</summary>
internal static class RepositoryFiles
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file in the repository.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The path of a real data set beside the repository; the test is skipped where it is absent.</summary>
    public static string SharedData(string name)
    {
        string folder = Environment.GetEnvironmentVariable("MT2ST_DATA") ?? System.IO.Path.Combine(Root, "..", "shared", "data");
        string path = System.IO.Path.Combine(folder, name);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"Needs the data set '{name}' in ../shared/data or in the folder that MT2ST_DATA names.");
        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "MT2ST.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The tests run outside the repository: no MT2ST.slnx above them.");
    }
}
