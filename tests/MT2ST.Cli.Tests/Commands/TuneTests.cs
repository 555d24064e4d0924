using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Searches for settings before training and for a comparison's rows, and models that keep within a size.</summary>
public sealed class TuneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_Tune_OnTheSamples_ReportsAndLogsWhatWasTried()
    {
        string model = _folder.Path("model");
        CommandResult result = CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--tune", "5trials", "--jobs", "2", "--output", model, "--json").AssertSucceedsWithProgress();
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement tuning = json.RootElement.GetProperty("tuning");
        Assert.Equal("5trials", tuning.GetProperty("budget").GetString());
        Assert.Equal(5, tuning.GetProperty("trials").GetInt32());
        Assert.NotEqual("", tuning.GetProperty("conclusion").GetString());
        Assert.Equal(tuning.GetProperty("runs").GetInt32(), File.ReadLines(Path.Combine(model, "tuning.jsonl")).Count());
        Assert.Contains("Searching settings for 5trials", result.Error, StringComparison.Ordinal);
        CommandLine.Run("predict", model, Sample("new-reviews.txt")).AssertSucceeds();
        CommandLine.Run("info", model).AssertSucceeds();
    }

    [Fact]
    public void Train_Tune_OfATagger_Works()
    {
        string output = CommandLine.Run("train", "--primary", $"tagging:{Sample("names.conll")}", "--tune", "2trials", "--epochs", "2", "--hidden", "8").AssertSucceedsWithProgress().Output;
        Assert.Contains("2 settings in", output, StringComparison.Ordinal);
        Assert.Contains("held out for the search alone", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0trials")]
    [InlineData("5x")]
    [InlineData("5")]
    public void Train_TuneThatIsNoBudget_IsAUsageError(string budget) => CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--tune", budget).AssertFails(
        ExitCode.Usage, $"tuning.budget (--tune) is '{budget}'; it must be a time above 0 such as 90s, 5m or 1h, or a number of trials such as 20trials.");

    [Fact]
    public void Train_TuneOfRawTextWithoutDev_IsAUsageError() =>
        CommandLine.Run("train", "--corpus", Sample("text.txt"), "--min-count", "1", "--tune", "3trials").AssertFailsAfterProgress(ExitCode.Usage, "Name a similarity set by --dev-similarity");

    [Theory]
    [InlineData("--harm-check", "probes")]
    [InlineData("--strategy", "gain")]
    [InlineData("--strategy", "switch", "--at", "auto")]
    public void Train_TuneOfProbesWithoutDev_IsRefusedBeforeTheSearch(params string[] flags)
    {
        CommandResult result = CommandLine.Run(["train", "--primary", $"classification:{Sample("reviews.csv")}", "--auxiliary", $"lexicon:{Sample("opinion-words.tsv")}", "--tune", "2trials", .. flags]);
        result.AssertFailsAfterProgress(ExitCode.Usage, "primary.dev is missing;");
        Assert.DoesNotContain("Searching", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_JobsWithoutTune_IsAUsageError() => CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--jobs", "2").AssertFails(
        ExitCode.Usage, "--jobs is how many trials of --tune run at the same time, and there is no --tune. Add one, such as --tune 5m, or leave it out.");

    [Fact]
    public void Train_JobsOfARunFileWithoutABudget_IsAUsageErrorOfItsLine()
    {
        string run = _folder.Write("run.json", $$"""
            {
              "primary": { "task": "classification", "train": {{JsonSerializer.Serialize(Sample("reviews.csv"))}} },
              "tuning": { "jobs": 2 }
            }
            """);
        CommandLine.Run("train", run).AssertFails(ExitCode.Usage, $"{run}:3: tuning.jobs is 2, but there is no tuning.budget, so nothing is searched. Add one, such as --tune 5m, or leave it out.");
        CommandLine.Run("train", run, "--tune", "2trials").AssertSucceedsWithProgress();
    }

    [Fact]
    public void Train_StoppedBeforeATrialEnded_SaysSoAndLeavesTheOldModel()
    {
        string model = _folder.Path("model");
        CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--epochs", "1", "--output", model).AssertSucceedsWithProgress();
        string vectors = File.ReadAllText(Path.Combine(model, ModelFolder.Vectors));
        using CancellationTokenSource stop = new();
        using StoppingWriter error = new(stop, "Searching settings");
        CommandResult result = CommandLine.Run(error, stop.Token, "train", "--primary", $"classification:{Sample("reviews.csv")}", "--tune", "1000trials", "--output", model, "--force");
        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Contains("The search was stopped, and nothing was trained after it. No trial had ended.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"the model in '{model}' is left as it is", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(vectors, File.ReadAllText(Path.Combine(model, ModelFolder.Vectors)));
    }

    [Fact]
    public void Train_ModelSize_SaysWhatWasReduced()
    {
        string model = _folder.Path("model");
        string output = CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--model-size", "25K", "--output", model).AssertSucceedsWithProgress().Output;
        Assert.Contains("reduced to fit 25K", output, StringComparison.Ordinal);
        Assert.InRange(new DirectoryInfo(model).EnumerateFiles().Sum(file => file.Length), 1, 25 << 10);
    }

    [Theory]
    [InlineData("1K", "too small for a model of these tasks")]
    [InlineData("5x", "modelSize is '5x'")]
    public void Train_ModelSizeThatCannotBe_IsAUsageError(string size, string expected)
    {
        CommandResult result = CommandLine.Run("train", "--primary", $"classification:{Sample("reviews.csv")}", "--model-size", size);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TuneWithoutASpace_TunesTheDefaultOneAndSaysSo()
    {
        string tuned = _folder.Path("tuned.json");
        CommandResult result = CommandLine.Run(
            "compare", "--primary", $"classification:{Sample("reviews.csv")}", "--auxiliary", $"lexicon:{Sample("opinion-words.tsv")}", "--dev-share", "0.3", "--epochs", "2", "--dimensions", "8",
            "--strategies", "stl,switch", "--seeds", "2", "--tune", "3", "--warm-up", "0", "--tuned", tuned);
        Assert.Contains("No tuning.space is given, so every row is tried as it is and with these values: ", result.AssertSucceedsWithProgress().Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epochs 5", result.Error, StringComparison.Ordinal); // Given.
        Assert.Contains("row switch: strategy.at 1|2|4", result.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(tuned));
        Assert.Equal(["stl", "stl-cheapest", "switch"], json.RootElement.GetProperty("strategies").EnumerateObject().Select(row => row.Name).Where(name => name != "switch-fast"));
    }

    private static string Sample(string name) => RepositoryFiles.Path("samples", "data", name);
}
