using System.Text.Json.Nodes;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Models and run files of version 0.1.0, and models of a later one.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;
    private readonly string _model;

    public EarlierVersionTests()
    {
        _run = SmallData.Write(_folder);
        _model = _folder.Path("model");
        CommandLine.Run("train", _run, "--epochs", "1", "--output", _model).AssertSucceedsWithProgress();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predict_ModelOfTheFirstFormat_LabelsAsBefore()
    {
        string expected = Predict().AssertSucceeds().Output;
        string path = Path.Combine(_model, ModelFolder.Run);
        JsonNode run = JsonNode.Parse(File.ReadAllText(path))!;
        // What 0.1.0 wrote beside what is written now: every strategy's settings, and some that were removed since.
        run["strategy"] = JsonNode.Parse("""{ "name": "cosine-gate", "pretrainEpochs": 1, "restartRate": false, "optimizerState": "keep", "execution": "sample" }""");
        run["primary"]!["privateNegatives"] = true;
        run["primary"]!["eta"] = 1.5; // Of no effect, and not today's default.
        File.WriteAllText(path, run.ToJsonString());
        File.Delete(Path.Combine(_model, ModelFolder.Format));
        Assert.Equal(expected, Predict().AssertSucceeds().Output);
    }

    [Theory]
    [InlineData("""{ "modelFormat": 99 }""", "model: is a model of format 99, and this version reads formats up to 2.")]
    [InlineData("""{ "modelFormat": "two" }""", "format.json: found no format, expected { \"modelFormat\": 2 }.")]
    [InlineData("not JSON", "format.json: found no format, expected { \"modelFormat\": 2 }.")]
    public void Predict_ModelOfALaterOrNoFormat_IsRefused(string format, string message)
    {
        File.WriteAllText(Path.Combine(_model, ModelFolder.Format), format);
        Predict().AssertFailsAfterProgress(ExitCode.Failure, message);
        CommandLine.Run("nearest", _model, "good").AssertFailsAfterProgress(ExitCode.Failure, message);
    }

    [Theory]
    [InlineData("primary.privateNegatives=true", "primary: 'privateNegatives' was removed: ")]
    [InlineData("primary.exactGradient=true", "primary: 'exactGradient' was removed: ")]
    [InlineData("auxiliaries.words.with=x", "auxiliaries.words: 'with' was removed: ")]
    [InlineData("strategy.restartRate=true", "strategy: 'restartRate' was removed: ")]
    [InlineData("strategy.optimizerState=reset", "strategy: 'optimizerState' was removed: ")]
    [InlineData("strategy.name=cosine-gate", "Strategy 'cosine-gate' was removed: ")]
    public void Train_SettingThatWasRemoved_SaysWhatToWriteInstead(string setting, string message) =>
        CommandLine.Run("train", _run, "--set", setting).AssertFailsAfterProgress(ExitCode.Usage, message);

    private CommandResult Predict() => CommandLine.Run("predict", _model, _folder.Write("texts.txt", "a good film\na bad film\n"));
}
