using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

public sealed class InfoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v.vec", "3 2\nking 1 0.1\nqueen 1 0.2\nman 0.1 1\n", """{"format":"vectors","words":3,"dimensions":2,"first":["king","queen","man"]}""")]
    [InlineData("glove.txt", "king 1 0.1\nqueen 1 0.2\n", """{"format":"vectors","words":2,"dimensions":2,"first":["king","queen"]}""")]
    [InlineData("vocabulary.txt", "the\t1204\nof\t73\n2004\t5\n", """{"format":"vocabulary","words":3,"tokens":1282,"first":["the","of","2004"]}""")]
    [InlineData("reviews.tsv", "a good film\t1\nno fun\t0\n", """{"format":"corpus (tsv)","examples":2,"first":["a","good","film"]}""")]
    [InlineData("text.txt", "one line\nand another\n", """{"format":"corpus (text)","examples":2,"first":["one","line"]}""")]
    public void Info_KindOfFile_IsRecognisedWithItsSizes(string name, string text, string expected)
    {
        string path = _folder.Write(name, text);
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("info", path, "--json").AssertSucceeds().Output);
        Assert.Equal(path, json.RootElement.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(path).Length, json.RootElement.GetProperty("bytes").GetInt64());
        using JsonDocument wanted = JsonDocument.Parse(expected);
        Assert.All(wanted.RootElement.EnumerateObject(), property =>
            Assert.True(JsonElement.DeepEquals(property.Value, json.RootElement.GetProperty(property.Name)), $"{property.Name}: {json.RootElement}"));
        Assert.Equal(wanted.RootElement.EnumerateObject().Count() + 2, json.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void Info_Safetensors_ListsTensorsWithTheirShapes()
    {
        new Safetensors([new NamedTensor("weights", [2, 3], new float[6]), new NamedTensor("bias", [3], new float[3])]).Write(_folder.Path("p.safetensors"));
        string output = CommandLine.Run("info", _folder.Path("p.safetensors")).AssertSucceeds().Output;
        Assert.Matches(@"format +safetensors\r?\n", output);
        Assert.Matches(@"part +weights \[2, 3\]\r?\npart +bias \[3\]\r?\n", output);
    }

    [Fact]
    public void Info_ModelFolder_ListsItsFiles()
    {
        _folder.WriteVectors("vectors.txt");
        _folder.Write("run.json", "{}");
        string output = CommandLine.Run("info", _folder.Root).AssertSucceeds().Output;
        Assert.Matches(@"format +model folder\r?\n", output);
        Assert.Matches(@"part +run\.json \(2 bytes\)\r?\npart +vectors\.txt \(", output);
    }

    [Fact]
    public void Info_ModelFolderWithEmptyVectors_SaysSo()
    {
        string vectors = _folder.Write("vectors.txt", "");
        CommandLine.Run("info", _folder.Root).AssertFails(ExitCode.Failure, $"{vectors}: found an empty file, expected the model's vectors. Was the file cut off?");
    }

    [Theory]
    [InlineData("""{ "target": "stl", "seeds": [1], "strategies": [ { "name": "stl", "runs": [ {} ] } ] }""", "result of a comparison (see 'mt2st report')", "stl: 1 run")]
    [InlineData("""{ "primary": { "task": "skipgram" }, /* all */ "strategies": {} }""", "run file (see 'mt2st train')", null)]
    [InlineData("""{ "other": 1 }""", "corpus (text)", null)]
    public void Info_JsonFile_SaysWhatItIs(string text, string format, string? part)
    {
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("info", _folder.Write("file.json", text), "--json").AssertSucceeds().Output);
        Assert.Equal(format, json.RootElement.GetProperty("format").GetString());
        Assert.Equal(part, json.RootElement.TryGetProperty("parts", out JsonElement parts) ? parts[0].GetString() : null);
    }

    [Fact]
    public void Info_MissingFile_Fails()
    {
        CommandResult result = CommandLine.Run("info", _folder.Path("missing"));
        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Equal(1, result.Error.Count(character => character == '\n'));
        Assert.StartsWith($"mt2st: There is no file '{_folder.Path("missing")}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_EmptyFile_Fails() => Assert.Equal(ExitCode.Failure, CommandLine.Run("info", _folder.Write("empty.txt", "")).ExitCode);
}
