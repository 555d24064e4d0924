using System.Text;
using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

public sealed class EmbedCommandTests : IDisposable
{
    private static readonly float[][] Expected = [[1, 0], [0.6f, 0.8f], [0, 0], [0, 0]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Vectors => _folder.Write("small.vec", "2 2\nsun 3 0\nmoon 3 8\n");

    private string Lines => _folder.Write("texts.txt", "The sun\nsun and moon\n\nstars\n");

    [Fact]
    public void Embed_Lines_WritesAnObjectForEachAndCountsTheUnknown()
    {
        CommandResult result = CommandLine.Run("embed", Vectors, Lines).AssertSucceedsWithProgress();
        Assert.Equal(["The sun", "sun and moon", "", "stars"], Objects(result.Output).Select(json => json.GetProperty("text").GetString()));
        AssertExpected([.. Objects(result.Output).Select(VectorOf)]);
        Assert.Equal("2 of 4 texts have no word that the model knows; their vectors are zeros.\n", result.Error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("t.tsv", "id\ttext\tlabel\n1\tThe sun\ta\n2\tsun moon\tb\n3\t\ta\n4\tstars\tb\n", "--text-column", "text")]
    [InlineData("t.csv", "text,label\nThe sun,a\n\"sun, moon\",b\n,a\nstars,b\n")]
    [InlineData("t.jsonl", "{\"text\": \"The sun\", \"id\": 1}\n{\"text\": \"sun \\u006doon\"}\n{\"text\": null}\n{\"text\": \"stars\"}\n")]
    public void Embed_EachLayout_GivesTheSameRows(string name, string content, params string[] options)
    {
        string output = _folder.Path("out.safetensors");
        CommandLine.Run(["embed", Vectors, _folder.Write(name, content), "--output", output, .. options]).AssertSucceedsWithProgress();
        AssertRows(output);
    }

    [Fact]
    public void Embed_SeveralFilesAndThreads_KeepTheOrder()
    {
        string many = _folder.Write("many.txt", string.Concat(Enumerable.Range(0, 5_000).Select(i => i % 2 == 0 ? "sun\n" : "sun moon\n"))), output = _folder.Path("out.safetensors");
        CommandLine.Run("embed", Vectors, many, Lines, "--output", output, "--threads", "3").AssertSucceedsWithProgress();
        NamedTensor rows = Safetensors.Read(output, TestContext.Current.CancellationToken)["vectors"];
        Assert.Equal([5_004, 2], rows.Shape);
        for (int i = 0; i < 5_000; i++)
            Assert.Equal(Expected[i % 2][1], rows.Values[(2 * i) + 1], 1e-6f);
    }

    [Fact]
    public void Embed_Npy_IsWhatNumPyReads()
    {
        string output = _folder.Path("out.npy");
        CommandLine.Run("embed", Vectors, Lines, "--output", output).AssertSucceedsWithProgress();
        byte[] bytes = File.ReadAllBytes(output);
        Assert.Equal(128 + (4 * 2 * sizeof(float)), bytes.Length);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }", Encoding.ASCII.GetString(bytes, 10, 118).TrimEnd());
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal(0.8f, BitConverter.ToSingle(bytes, 128 + (3 * sizeof(float))), 1e-6f);
    }

    [Fact]
    public void Embed_JsonLines_KeepTheirFields()
    {
        string input = _folder.Write("t.jsonl", "{\"id\": 7, \"body\": \"sun\", \"vector\": \"old\"}\n");
        JsonElement json = Objects(CommandLine.Run("embed", Vectors, input, "--field", "body").AssertSucceeds().Output).Single();
        Assert.Equal(7, json.GetProperty("id").GetInt32());
        Assert.Equal("old", json.GetProperty("vector").GetString());
        Assert.Equal([1f, 0f], json.GetProperty("predicted_vector").EnumerateArray().Select(value => value.GetSingle()));
    }

    [Fact]
    public void Embed_KeepLengths_WritesTheMeans() =>
        Assert.Equal([3f, 4f], VectorOf(Objects(CommandLine.Run("embed", Vectors, Lines, "--keep-lengths").AssertSucceedsWithProgress().Output)[1]));

    [Fact]
    public void Embed_TrainedModel_GivesItsTextVectors()
    {
        string model = _folder.Path("model");
        CommandLine.Run("train", SmallData.Write(_folder), "--output", model).AssertSucceedsWithProgress();
        TrainedModel loaded = TrainedModel.Load(model, TestContext.Current.CancellationToken);
        float[] vector = VectorOf(Objects(CommandLine.Run("embed", model, _folder.Write("one.txt", "the film was lovely\n")).AssertSucceeds().Output).Single());
        Assert.Equal(loaded.Embed("the film was lovely"), vector);
    }

    [Fact]
    public void Embed_WrongOutput_IsRefusedBeforeAnyWork()
    {
        CommandLine.Run("embed", Vectors, Lines, "--output", _folder.Path("out.bin")).AssertFailsAfterProgress(ExitCode.Usage, "the extension names none of the layouts safetensors, npy, jsonl. Give --format, or another extension.");
        CommandLine.Run("embed", Vectors, Lines, "--format", "npy").AssertFails(ExitCode.Usage, "--format npy is for a file; standard output takes jsonl. Give --output FILE.");
        CommandLine.Run("embed", Vectors, Lines, "--output", _folder.Write("there.npy", "x")).AssertFailsAfterProgress(ExitCode.Usage, "Give --force to replace it");
    }

    [Fact]
    public void Embed_BrokenLine_LeavesNoFile()
    {
        string output = _folder.Path("out.npy");
        CommandLine.Run("embed", Vectors, _folder.Write("t.jsonl", "{\"text\": \"sun\"}\n{\"text\": \n"), "--output", output).AssertFailsAfterProgress(ExitCode.Failure, "t.jsonl:2: found broken JSON");
        Assert.False(File.Exists(output));
    }

    private static JsonElement[] Objects(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    private static float[] VectorOf(JsonElement json) => [.. json.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle())];

    private static void AssertRows(string safetensors)
    {
        NamedTensor rows = Safetensors.Read(safetensors, TestContext.Current.CancellationToken)["vectors"];
        Assert.Equal([4, 2], rows.Shape);
        AssertExpected([.. rows.Values.Chunk(2)]);
    }

    private static void AssertExpected(float[][] rows)
    {
        Assert.Equal(Expected.Length, rows.Length);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(Expected[i], rows[i], (a, b) => Math.Abs(a - b) < 1e-6f);
    }
}
