using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_Report_IsThePageThatReportMakesOfTheOutput()
    {
        string result = Compare("--report", _folder.Path("page.html"));
        CommandLine.Run("report", result).AssertSucceeds();
        Assert.Equal(File.ReadAllText(_folder.Path("page.html")), File.ReadAllText(_folder.Path("result.html")));
    }

    [Fact]
    public void Compare_Output_KeepsWhatAReportNeeds()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Compare()));
        JsonElement origin = json.RootElement.GetProperty("origin");
        Assert.StartsWith($"mt2st compare {_folder.Path("run.json")} --strategies stl,early ", origin.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Equal(0.5, origin.GetProperty("settings").GetProperty("early").GetProperty("strategy").GetProperty("at").GetDouble());
        JsonElement run = json.RootElement.GetProperty("strategies")[1].GetProperty("runs")[0];
        Assert.Equal(13, run.GetProperty("curve").GetArrayLength()); // 3 epochs of 4 evaluations, and one before.
        Assert.InRange(run.GetProperty("trainQuality").GetDouble(), 0.5, 1);
        Assert.Equal(run.GetProperty("curve")[12].GetProperty("dev").GetDouble(), run.GetProperty("devLast").GetDouble());
        Assert.True(run.GetProperty("peakBytes").GetInt64() > 1_000_000);
    }

    [Fact]
    public void Report_EveryExport_IsWrittenAndNamed()
    {
        string result = Compare();
        string[] places = [_folder.Path("p.html"), _folder.Path("plots"), _folder.Path("tables"), _folder.Path("events")];
        string output = CommandLine.Run("report", result, "--html", places[0], "--plots", places[1], "--csv", places[2], "--tensorboard", places[3]).AssertSucceeds().Output;
        Assert.Equal(places, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.NotEmpty(Directory.GetFiles(places[1], "*.svg"));
        Assert.Equal(5, File.ReadLines(Path.Combine(places[2], "runs.csv")).Count());
        Assert.Equal(4, Directory.GetDirectories(places[3]).Length);
        Assert.False(File.Exists(_folder.Path("result.html"))); // Only what was asked for.
    }

    [Fact]
    public void Report_FileOfSomethingElse_IsRefusedWithItsLine()
    {
        string file = _folder.Write("other.json", "{\n  \"name\": 1\n}");
        CommandResult result = CommandLine.Run("report", file);
        Assert.StartsWith($"mt2st: {file}:3: expected the result of a comparison", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, result.ExitCode);
    }

    [Fact]
    public void Report_MissingFile_IsRefusedWithAdvice()
    {
        CommandResult result = CommandLine.Run("report", _folder.Path("none.json"));
        Assert.StartsWith($"mt2st: There is no file '{_folder.Path("none.json")}'", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Check the path.", result.Error.Trim(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, result.ExitCode);
    }

    [Fact]
    public void Report_Folder_IsRefused() => CommandLine.Run("report", _folder.Path(".")).AssertFails(ExitCode.Failure, $"{_folder.Path(".")}: found a folder, expected a file. Name the file in it.");

    private string Compare(params string[] arguments)
    {
        string run = SmallData.Write(_folder), result = _folder.Path("result.json");
        CommandLine.Run(["compare", run, "--strategies", "stl,early", "--seeds", "2", "--warm-up", "0", "--output", result, .. arguments]).AssertSucceedsWithProgress();
        return result;
    }
}
