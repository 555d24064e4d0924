using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Runs in which tagging tasks ride on another's encoder pass.</summary>
public sealed class RidingTests : IDisposable
{
    private const string Xpos = """{ "name": "xpos", "task": "tagging", "train": "train.conllu", "column": "xpos", "with": "upos" }""";
    private const string Deprel = """{ "name": "deprel", "task": "tagging", "train": "train.conllu", "column": "deprel", "with": "upos", "output": "crf", "gamma0": 0.5 }""";

    private readonly TemporaryFolder _folder = new();

    public RidingTests()
    {
        _folder.Write("train.conllu", Sentences(20, "cats"));
        _folder.Write("other.conllu", Sentences(20, "dogs"));
        _folder.Write("fewer.conllu", Sentences(19, "cats"));
    }

    public static TheoryData<string, string> WrongRiders => new()
    {
        { """ "with": "uposs" """, "auxiliaries.xpos.with: Unknown task 'uposs'. Did you mean 'upos'? Known: deprel, upos." },
        { """ "with": "xpos" """, "auxiliaries.xpos.with: Unknown task 'xpos'." },
        { """ "with": "words" """, "auxiliaries.xpos.with is 'words', but that is a task 'lexicon'. Only a task 'tagging' can carry it." },
        { """ "with": "deprel" """, "auxiliaries.xpos.with is 'deprel', but that rides with 'upos' itself. Let both ride with 'upos'." },
        { """ "with": "upos", "limit": 5 """, "auxiliaries.xpos.limit is not that of primary, with which the task rides" },
        { """ "with": "upos", "format": "conllu" """, "auxiliaries.xpos.format is not that of primary" },
        { """ "with": "upos", "devShare": 0.1 """, "auxiliaries.xpos.devShare is not that of primary" },
        { """ "with": "upos", "train": "other.conllu" """, "auxiliaries.xpos.train is not that of primary" },
        { """ "with": "upos", "encoder": "bilstm" """, "auxiliaries.xpos: Settings of an encoder (encoder, hidden, " },
        { """ "with": "upos", "hidden": 16 """, "auxiliaries.xpos: Settings of an encoder (encoder, hidden, " },
        { """ "with": "upos", "units": 1 """, "auxiliaries.xpos.units has no meaning beside 'with'" },
        { """ "with": "upos", "rate": 0.1 """, "auxiliaries.xpos.rate has no meaning beside 'with'" },
        { """ "wiht": "upos" """, "'wiht'. Did you mean 'with'?" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "name": "bilstm" }""", """ "encoder": "sentences", """, "sentences")]
    [InlineData("", """ "hidden": 8, "affixes": true, """, "upos")]
    public void Train_RidersOnThePrimary_ShareItsPassAndSaveTheirHeads(string shared, string encoder, string owner)
    {
        string run = RunFile($"{Xpos}, {Deprel}", encoder, shared.Length > 0 ? """{ "name": "sentences", "kind": "bilstm", "size": 8, "affixes": true }""" : "");
        string model = _folder.Path("model");
        using var json = JsonDocument.Parse(CommandLine.Run("train", run, "--output", model, "--json").AssertSucceedsWithProgress().Output);
        Assert.Equal([60, 60, 60], Examples(model));
        JsonElement hidden = json.RootElement.GetProperty("shared").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == $"{owner}/hidden");
        Assert.Equal(["upos", "xpos", "deprel"], hidden.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()!));
        Assert.True(json.RootElement.GetProperty("devBest").GetDouble() > 0.9);

        string[] tensors = [.. Safetensors.Read(Path.Combine(model, ModelFolder.Parameters), TestContext.Current.CancellationToken).Tensors.Select(tensor => tensor.Name)];
        Assert.Equal(tensors.Distinct(), tensors);
        Assert.All([$"{owner}/hidden", "upos/weights", "xpos/weights", "deprel/weights", "deprel/transitions"], name => Assert.Contains(name, tensors));
        Assert.DoesNotContain("xpos/hidden", tensors);
        Assert.Contains($"shared      {owner}/hidden: upos, xpos, deprel", CommandLine.Run("info", model).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongRiders))]
    public void Train_WrongRider_IsAUsageError(string settings, string message)
    {
        string train = settings.Contains("\"train\"", StringComparison.Ordinal) ? "" : "\"train\": \"train.conllu\", ";
        string xpos = $$"""{ "name": "xpos", "task": "tagging", {{train}} "column": "xpos", {{settings}} }""";
        string words = """{ "name": "words", "task": "lexicon", "train": "train.conllu" }""";
        string run = RunFile(message.Contains("words", StringComparison.Ordinal) ? $"{xpos}, {words}" : $"{xpos}, {Deprel}");
        CommandLine.Run("train", run).AssertFailsAfterProgress(ExitCode.Usage, message);
    }

    [Fact]
    public void Train_PrimaryThatRides_IsAUsageError() =>
        CommandLine.Run("train", RunFile("""{ "name": "xpos", "task": "tagging", "train": "train.conllu", "column": "xpos" }""", """ "with": "xpos", """))
            .AssertFailsAfterProgress(ExitCode.Usage, "primary.with is 'xpos', but the primary rides on no other task.");

    [Theory]
    [InlineData("pcgrad")]
    [InlineData("pretrain")]
    public void Train_StrategyThatNeedsEachTaskAlone_IsAUsageError(string strategy) =>
        CommandLine.Run("train", RunFile(Xpos), "--strategy", strategy)
            .AssertFailsAfterProgress(ExitCode.Usage, $"auxiliaries.xpos.with is 'upos', but strategy '{strategy}' needs each task by itself.");

    // With a rider on an auxiliary, made after it whatever their order.
    [Fact]
    public void Predict_ModelOfAClassifierWithARiderAmongItsAuxiliaries_Works()
    {
        SmallData.Write(_folder);
        string run = _folder.Write("texts.json", """
            {
              "dimensions": 8, "epochs": 3,
              "primary": { "task": "classification", "train": "train.tsv", "dev": "dev.tsv" },
              "auxiliaries": [
                { "name": "xpos", "task": "tagging", "train": "train.conllu", "column": "xpos", "with": "upos" },
                { "name": "upos", "task": "tagging", "train": "train.conllu", "hidden": 8, "units": 0.5 }
              ],
              "strategy": { "name": "diminish" }
            }
            """);
        string model = _folder.Path("model");
        CommandLine.Run("train", run, "--output", model).AssertSucceedsWithProgress();
        long[] examples = Examples(model);
        Assert.True(examples[1] > 0 && examples[1] == examples[2], string.Join(", ", examples));
        CommandResult predicted = CommandLine.RunProcess(["predict", model, _folder.Write("lines.txt", "the film was good and great\n")]);
        Assert.Equal(ExitCode.Success, predicted.ExitCode);
    }

    [Fact]
    public void Compare_RowsThatRideAndRowsThatDoNot_AreComparedBesideEachOther()
    {
        string run = RunFile(Xpos, """ "encoder": "sentences", """, """{ "name": "sentences", "size": 8 }""", """
            "strategies": { "stl": {}, "mtl": {}, "apart": { "strategy.name": "pretrain", "auxiliaries.xpos.with": null, "auxiliaries.xpos.encoder": "sentences" } }, "seeds": 1,
            """);
        using var json = JsonDocument.Parse(CommandLine.Run("compare", run, "--json", "--warm-up", "0").AssertSucceedsWithProgress().Output);
        Assert.Equal(["stl", "mtl", "apart"], json.RootElement.GetProperty("strategies").EnumerateArray().Select(row => row.GetProperty("name").GetString()!));
    }

    /// <summary>What each task was trained on.</summary>
    private static long[] Examples(string model)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(model, ModelFolder.Report)));
        return [.. json.RootElement.GetProperty("examples").EnumerateArray().Select(count => count.GetInt64())];
    }

    private static string Sentences(int count, string animals) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t{(i % 2 == 0 ? animals : "cat")}\tcat\tNOUN\t{(i % 2 == 0 ? "NNS" : "NN")}\t_\t0\troot\t_\t_\n\n"));

    private string RunFile(string auxiliaries, string primary = "", string encoder = "", string more = "") => _folder.Write("run.json", $$"""
        {
          "dimensions": 8, "epochs": 3, "encoders": [ {{encoder}} ], {{more}}
          "primary": { "name": "upos", "task": "tagging", "train": "train.conllu", "dev": "train.conllu", {{primary}} "headRate": 0.02 },
          "auxiliaries": [ {{auxiliaries}} ],
          "strategy": { "name": "mtl" }
        }
        """);
}
