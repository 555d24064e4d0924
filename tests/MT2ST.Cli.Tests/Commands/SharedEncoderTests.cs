using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

public sealed class SharedEncoderTests : IDisposable
{
    private const string Encoder = """{ "name": "sentences", "kind": "bilstm", "size": 8, "affixes": true }""";

    private readonly TemporaryFolder _folder = new();

    public SharedEncoderTests() => _folder.Write("train.conllu", string.Concat(Enumerable.Range(0, 20).Select(i =>
        $"1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t{(i % 2 == 0 ? "cats" : "cat")}\tcat\tNOUN\t{(i % 2 == 0 ? "NNS" : "NN")}\t_\t0\troot\t_\t_\n\n")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_TwoColumnsWithOneEncoder_SavesItOnceAndTellsWhoSharesIt()
    {
        string model = _folder.Path("model");
        using var json = JsonDocument.Parse(CommandLine.Run("train", RunFile(Encoder), "--output", model, "--json").AssertSucceedsWithProgress().Output);
        JsonElement shared = json.RootElement.GetProperty("shared");
        Assert.Contains("sentences/hidden", shared.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(shared.EnumerateArray(), parameter => Assert.Equal(["tagging", "xpos"], parameter.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()!)));

        string[] tensors = [.. Safetensors.Read(Path.Combine(model, ModelFolder.Parameters), TestContext.Current.CancellationToken).Tensors.Select(tensor => tensor.Name)];
        Assert.Single(tensors, "sentences/hidden");
        Assert.Single(tensors, "sentences/affixes");
        Assert.Equal(tensors.Distinct(), tensors);
        Assert.Contains("shared      sentences/hidden: tagging, xpos", CommandLine.Run("info", model).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "bilstm" }""", "encoders.bilstm.name is 'bilstm', which another encoder or a task has")]
    [InlineData("""{ "name": "xpos" }""", "encoders.xpos.name is 'xpos', which another encoder or a task has")]
    [InlineData("""{ "kind": "cnn" }""", "encoders.0.name is ''; it must have a letter")]
    [InlineData("""{ "name": "sentences", "kind": "lstm" }""", "encoders.sentences.kind: Unknown kind 'lstm'. Known: bilstm, cnn, window.")]
    [InlineData("""{ "name": "sentences", "size": 0 }""", "encoders.sentences.size is 0; it must be in [1, 4096].")]
    [InlineData("""{ "name": "other" }""", "primary.encoder is 'sentences'; allowed: window, cnn, bilstm, other.")]
    [InlineData("""{ "name": "sentences", "sise": 8 }""", "'sise'. Did you mean 'size'?")]
    public void Train_WrongEncoder_IsAUsageError(string encoder, string message) =>
        CommandLine.Run("train", RunFile(encoder)).AssertFailsAfterProgress(ExitCode.Usage, message);

    private string RunFile(string encoder) => _folder.Write("run.json", $$"""
        {
          "dimensions": 8, "encoders": [ {{encoder}} ],
          "primary": { "task": "tagging", "train": "train.conllu", "dev": "train.conllu", "encoder": "sentences" },
          "auxiliaries": [ { "name": "xpos", "task": "tagging", "train": "train.conllu", "column": "xpos", "encoder": "sentences", "units": 1 } ],
          "strategy": { "name": "mtl" }
        }
        """);
}
