using System.Globalization;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>What is already at a place is only replaced with <c>--force</c>, which every refusal names; it is refused before any work.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public OutputPlaceTests() => _run = SmallData.Write(_folder);

    private string Model => _folder.Path("model");

    private string Result => _folder.Path("result.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_OverAModel_NamesItsTaskItsDateAndForce()
    {
        CommandLine.Run("train", _run, "--epochs", "1", "--output", Model).AssertSucceedsWithProgress();
        string run = Path.Combine(Model, "run.json"), before = File.ReadAllText(run);
        File.SetLastWriteTime(run, new DateTime(2026, 5, 17, 8, 30, 0, DateTimeKind.Local));
        string[] text = ["train", "--corpus", _folder.Path("text.txt"), "--dimensions", "4", "--min-count", "1", "--output", Model];
        CommandLine.Run(text).AssertFails(ExitCode.Usage, $"{Model}: holds a model of task 'classification' from 2026-05-17 08:30. Give --force to replace it, or name another --output.");
        Assert.Equal(before, File.ReadAllText(run));
        CommandResult forced = CommandLine.Run([.. text, "--force"]).AssertSucceedsWithProgress();
        Assert.StartsWith($"The model in '{Model}' of task 'classification' from 2026-05-17 08:30 will be replaced.", forced.Error, StringComparison.Ordinal);
        Assert.Contains("skipgram", File.ReadAllText(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_IntoAFolderOfOtherFiles_IsRefusedEvenWithForce()
    {
        string notes = WriteIn("model", "notes.txt", "mine");
        foreach (string[] force in new string[][] { [], ["--force"] })
            CommandLine.Run(["train", _run, "--output", Model, .. force]).AssertFails(ExitCode.Failure, $"{Model}: the folder holds something other than a model (no run.json). Choose another folder or empty it.");
        Assert.Equal("mine", File.ReadAllText(notes));
    }

    [Fact]
    public void Train_PrintConfigBesideAModel_AsksForNothing()
    {
        CommandLine.Run("train", _run, "--epochs", "1", "--output", Model).AssertSucceedsWithProgress();
        CommandLine.Run("train", _run, "--output", Model, "--print-config").AssertSucceeds();
    }

    [Theory]
    [InlineData("--output")]
    [InlineData("--tuned")]
    [InlineData("--report")]
    public void Compare_FileThatIsThere_IsRefusedBeforeAnyRun(string option)
    {
        string taken = _folder.Write("taken", "old");
        CommandLine.Run("compare", _run, option, taken).AssertFails(ExitCode.Usage, Taken(taken, option));
        Assert.Equal("old", File.ReadAllText(taken));
        Assert.False(Directory.Exists($"{taken}.runs"));
    }

    [Fact]
    public void Report_PlacesThatAreThere_AreRefusedTogetherWithoutForce()
    {
        CommandLine.Run("compare", _run, "--strategies", "stl,mtl", "--seeds", "1", "--warm-up", "0", "--output", Result).AssertSucceedsWithProgress();
        string page = _folder.Path("result.html"), plots = _folder.Path("plots"), old = WriteIn("plots", "old.svg", "old"), empty = _folder.Write("empty.html", "");
        CommandLine.Run("report", Result).AssertSucceeds();
        CommandLine.Run("report", Result).AssertFails(ExitCode.Usage, Taken(page, "--html"));
        CommandLine.Run("report", Result, "--html", empty, "--plots", plots).AssertFails(ExitCode.Usage, $"{plots}: is a folder that is not empty. Give --force to replace it, or name another --plots.");
        Assert.Equal(0, new FileInfo(empty).Length); // Nothing was written before the refusal.
        CommandLine.Run("report", Result, "--html", empty).AssertSucceeds(); // An empty file, such as mktemp makes, is free.
        CommandLine.Run("report", Result, "--html", page, "--plots", plots, "--force").AssertSucceeds();
        Assert.Equal("old", File.ReadAllText(old));
        Assert.True(Directory.GetFiles(plots).Length > 1);
    }

    [Fact]
    public void Demo_FolderThatIsThere_IsRefusedBeforeWordNetIsLookedFor()
    {
        WriteIn("demo", "run.json", "{}");
        WriteIn("demo", "report.html", "old");
        CommandLine.Run("demo", "--wordnet", _folder.Path("nowhere"), "--output", _folder.Path("demo"))
            .AssertFails(ExitCode.Usage, $"{_folder.Path("demo")}: is a folder that is not empty. Give --force to replace it, or name another --output.");
    }

    private string WriteIn(string folder, string file, string text)
    {
        Directory.CreateDirectory(_folder.Path(folder));
        return _folder.Write(Path.Combine(folder, file), text);
    }

    private static string Taken(string file, string option) =>
        $"{file}: is there already, from {File.GetLastWriteTime(file).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}. Give --force to replace it, or name another {option}.";
}
