using System.Text.Json.Nodes;

namespace MT2ST.Cli.Tests.Commands;

public sealed class CompareResumeTests : IDisposable
{
    private static readonly string[] Clocks = ["cpu", "Seconds", "seconds"];
    private static readonly string[] OfTheProcess = ["note", "peakBytes", "command", "conclusions", "recommendation"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public CompareResumeTests() => _run = SmallData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_InterruptedAndContinued_GivesTheSameResultButForClocks()
    {
        string result = _folder.Path("result.json"), whole = _folder.Path("whole.json");
        CommandResult stopped = Interrupted("Measuring run 2 of 4", Arguments(result));
        Assert.Equal(ExitCode.Interrupted, stopped.ExitCode);
        Assert.Contains($"Finished runs are kept in {result}.runs: the same command goes on from there.", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(result));

        CommandResult continued = CommandLine.Run(Arguments(result)).AssertSucceedsWithProgress();
        Assert.Contains($"Measuring run 1 of 4: stl, seed 1: taken from {result}.runs", continued.Error, StringComparison.Ordinal);
        CommandLine.Run(Arguments(whole)).AssertSucceedsWithProgress();
        Assert.Equal(WithoutProcess(whole), WithoutProcess(result));

        string error = CommandLine.Run([.. Arguments(result), "--force"]).AssertSucceedsWithProgress().Error;
        Assert.Equal(4, error.Split("taken from").Length - 1);
    }

    [Fact]
    public void Compare_StoppedWithoutAPlaceToKeepRuns_SaysHowToKeepThem()
    {
        CommandResult stopped = Interrupted("Measuring run 2 of 4", ["compare", _run, "--strategies", "stl,mtl", "--warm-up", "0"]);
        Assert.Contains("Finished runs are lost: name --output FILE or --runs FOLDER to keep them.", stopped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_Runs_KeepsMeasuredRunsAndTrialsInTheFolder()
    {
        string runs = _folder.Path("kept");
        CommandLine.Run("compare", _run, "--strategies", "stl", "--seeds", "1", "--tune", "2", "--warm-up", "0", "--runs", runs).AssertSucceedsWithProgress();
        string[] files = [.. Directory.GetFiles(runs).Select(file => Path.GetFileName(file)!)];
        Assert.Contains("stl-1.json", files);
        Assert.Equal(2, files.Count(file => file.StartsWith("tuning-stl-", StringComparison.Ordinal)));
    }

    private string[] Arguments(string output) => ["compare", _run, "--strategies", "stl,mtl", "--warm-up", "0", "--output", output];

    private static CommandResult Interrupted(string at, string[] arguments)
    {
        using CancellationTokenSource source = new();
        using StoppingWriter error = new(source, at);
        return CommandLine.Run(error, source.Token, arguments);
    }

    private static string WithoutProcess(string file)
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(file))!;
        RemoveProcess(document);
        return document.ToJsonString();
    }

    private static void RemoveProcess(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? element in list)
                RemoveProcess(element);
        }
        if (node is not JsonObject properties)
            return;
        foreach (string name in properties.Select(property => property.Key).ToArray())
        {
            if (OfTheProcess.Contains(name) || Clocks.Any(clock => name.Contains(clock, StringComparison.Ordinal)))
                properties.Remove(name);
            else
                RemoveProcess(properties[name]);
        }
    }
}
