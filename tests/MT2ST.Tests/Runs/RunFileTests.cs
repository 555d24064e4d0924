using System.Text.Json.Nodes;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs;

public sealed class RunFileTests : IDisposable
{
    private const string Example = """
        {
          // A comment, and trailing commas below.
          "dimensions": 64,
          "primary": { "task": "tagging", "train": "train.conllu", "dev": "dev.conllu", "limit": 1000, "hidden": 256 },
          "auxiliaries": [
            { "name": "brown", "task": "lexicon", "train": ["a.txt", "b.txt"], "units": 200, "eta": 3, },
          ],
          "strategy": { "name": "diminish" },
          "strategies": { "switch": { "strategy.at": 3, "primary.train": "more.conllu" } },
          "seeds": [1, 2, 3],
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_ExampleWithComments_GivesItsSettingsOverTheDefaults()
    {
        RunOptions options = Load(Example).Read();
        Assert.Equal(64, options.Dimensions);
        Assert.Equal(1, options.Threads);
        Assert.Equal(1000, options.Primary.Limit);
        Assert.Equal(256, Assert.IsType<TaggingOptions>(options.Primary).Hidden);
        Assert.Equal("auxiliaries.brown", Assert.Single(options.Auxiliaries).Path);
        Assert.Equal(3, options.Auxiliaries[0].Eta);
        Assert.Equal("diminish", options.Strategy.Name);
        Assert.Equal(3, options.Strategies["switch"]["strategy.at"].GetDouble());
        Assert.Equal([1UL, 2, 3], options.Seeds.From(99));
    }

    [Fact]
    public void Load_Inputs_AreRelativeToTheFile()
    {
        RunOptions options = Load(Example).Read();
        Assert.Equal(Path.Combine(_folder.Root, "train.conllu"), Assert.Single(options.Primary.Train.Paths));
        Assert.Equal(Path.Combine(_folder.Root, "dev.conllu"), options.Primary.Dev?.ToString());
        Assert.Equal([Path.Combine(_folder.Root, "a.txt"), Path.Combine(_folder.Root, "b.txt")], options.Auxiliaries[0].Train.Paths);
        Assert.Equal(Path.Combine(_folder.Root, "more.conllu"), options.Strategies["switch"]["primary.train"].GetString());
    }

    [Fact]
    public void Load_SimilaritySets_AreRelativeToTheFile()
    {
        TaskOptions primary = Load("""{ "primary": { "task": "skipgram", "train": "a", "devSimilarity": ["sim", "more/men.txt"], "testSimilarity": "rare" } }""").Read().Primary;
        Assert.Equal([Path.Combine(_folder.Root, "sim"), Path.Combine(_folder.Root, "more/men.txt")], primary.DevSimilarity);
        Assert.Equal([Path.Combine(_folder.Root, "rare")], primary.TestSimilarity!);
    }

    [Fact]
    public void Load_InitialVectors_AreRelativeToTheFile()
    {
        RunOptions options = Load("""{ "initialVectors": "a.vec", "primary": { "task": "skipgram", "train": "a" }, "strategies": { "b": { "initialVectors": "b.vec" } } }""").Read();
        Assert.Equal(Path.Combine(_folder.Root, "a.vec"), options.InitialVectors);
        Assert.Equal(Path.Combine(_folder.Root, "b.vec"), options.Strategies["b"]["initialVectors"].GetString());
    }

    [Fact]
    public void Load_StandardInput_IsNotAFileName() =>
        Assert.Equal("-", Assert.Single(Load("""{ "primary": { "task": "skipgram", "train": "-" } }""").Read().Primary.Train.Paths));

    [Fact]
    public void Load_ByteOrderMark_IsSkipped() => Assert.Equal(64, Load("\uFEFF" + Example).Read().Dimensions);

    [Theory]
    [InlineData("{\n  \"dimension\": 64\n}", ":2: Unknown setting 'dimension'. Did you mean 'dimensions'? Known: ")]
    [InlineData("{\n\n  \"strategy\": { \"name\": \"stl\" },\n  \"dimensions\": \"many\" }", ":4: dimensions is \"many\"; expected a whole number.")]
    [InlineData("{ \"threads\": null }", ":1: threads is null; expected a whole number.")]
    [InlineData("{ \"lowercase\": 1 }", ":1: lowercase is 1; expected true or false.")]
    [InlineData("{ \"keep\": \"first\" }", ":1: keep is \"first\"; expected one of best, last.")]
    [InlineData("{ \"seeds\": [-1] }", ":1: seeds is [-1]; expected a count or a list of seeds, whole numbers at least 0.")]
    [InlineData("{ \"primary\": \"tagging\" }", ":1: primary is \"tagging\"; expected an object.")]
    [InlineData("{ \"auxiliaries\": {} }", ":1: auxiliaries is {}; expected a list.")]
    [InlineData("{ \"auxiliaries\": [\n { \"task\": \"cbow\" },\n { \"task\": \"glove\",\n \"eta\": [] } ] }", ":4: auxiliaries.glove.eta is []; expected a number.")]
    [InlineData("{ \"auxiliaries\": [ { \"task\": \"cbow\", \"shape\": \"round\" } ] }", ":1: auxiliaries.cbow.shape is \"round\"; expected one of exponential, linear, cosine, step.")]
    [InlineData("{ \"primary\": { \"task\": \"cbow\", \"train\": true } }", ":1: primary.train is true; expected a text or a list of texts.")]
    [InlineData("{ \"primary\": { \"task\": \"cbow\", \"path\": \"x\" } }", ":1: primary: Unknown setting 'path' of task 'cbow'. ")]
    [InlineData("{ \"seed\": 1,\n \"seed\": 2 }", ":2: seed is set a second time; the first is on line 1.")]
    [InlineData("{\n \"seed\": 1,\n \"epochs\" 2 }", ":3: The file is not JSON: ")]
    [InlineData("[1]", ":1: The file holds no JSON object; ")]
    [InlineData("", ":1: The file is not JSON: ")]
    public void Load_WrongFile_SaysPathLineAndWhatIsWrong(string json, string message)
    {
        string path = _folder.Write("run.json", json);
        var error = Assert.Throws<InvalidDataException>(() => RunFile.Load(path).Read());
        Assert.StartsWith(path + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BytesThatAreNoUtf8_SaysTheLineAndTheByte()
    {
        string path = _folder.Path("latin.json");
        File.WriteAllBytes(path, [.. "{\n \"output\": \"caf"u8, 0xE9, .. "\" }"u8]);
        Assert.Equal($"{path}:2: byte 0xE9 is not UTF-8. Save the file as UTF-8.", Assert.Throws<InvalidDataException>(() => RunFile.Load(path)).Message);
    }

    [Fact]
    public void Load_EscapeThatIsHalfACharacter_IsNoJson() =>
        Assert.Contains("run.json: The file is not JSON: ", Assert.Throws<InvalidDataException>(() => Load("{ \"output\": \"\\ud800\" }")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"strategy\": \"mtl\" }", "strategy.name", "Cannot set strategy.name: strategy is \"mtl\", which has no settings of its own.")]
    [InlineData("{ \"primary\": \"tagging\" }", "primary.task", "Cannot set primary.task: primary is \"tagging\", which has no settings of its own.")]
    public void Set_BelowAPlainValue_SaysWhatStandsThere(string json, string setting, string message) =>
        Assert.Equal(message, Assert.Throws<SettingException>(() => Load(json).Set(setting, "cbow")).Message);

    [Fact]
    public void AddAuxiliary_BesideAnObject_LosesNothing() =>
        Assert.Equal("auxiliaries is {\"x\":1}; expected a list.", Assert.Throws<SettingException>(() => Load("{ \"auxiliaries\": { \"x\": 1 } }").AddAuxiliary("lexicon", "x")).Message);

    [Fact]
    public void Read_ValueOutOfRangeInTheFile_SaysPathAndLine()
    {
        RunFile file = Load(Example.Replace("\"eta\": 3", "\"eta\": -3", StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(file.Read);
        Assert.Equal($"{file.Path}:6: auxiliaries.brown.eta is -3; it must be at least 0.", error.Message);
    }

    [Fact]
    public void Read_ValueOutOfRangeFromAFlag_NamesNoLine()
    {
        RunFile file = Load(Example);
        file.Set("auxiliaries.brown.eta", "-3");
        var error = Assert.Throws<SettingException>(file.Read);
        Assert.Equal("auxiliaries.brown.eta is -3; it must be at least 0.", error.Message);
    }

    [Fact]
    public void Read_ValueMissingInTheFile_SaysTheLineOfTheTask()
    {
        RunFile file = Load("{ \"seed\": 3,\n \"primary\": { \"task\": \"tagging\" } }");
        Assert.StartsWith($"{file.Path}:2: primary.train is missing", Assert.Throws<InvalidDataException>(file.Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ErrorOfATasksOwnSetting_SaysPathAndLine()
    {
        RunFile file = Load(Example);
        Assert.Equal($"{file.Path}:4: wrong", file.Describe(new SettingException("primary.hidden", "wrong")));
    }

    [Theory]
    [InlineData("auxiliaries..eta")]
    [InlineData("seed..x=1")]
    [InlineData("")]
    public void Describe_ErrorOfNoSettingOfTheFile_StillDescribes(string setting) =>
        Assert.EndsWith("wrong", Load(Example).Describe(new SettingException(setting, "wrong")), StringComparison.Ordinal);

    [Fact]
    public void SetAll_Assignments_ReplaceWhatTheFileSays()
    {
        RunFile file = Load(Example);
        file.SetAll(["auxiliaries.brown.eta=0.5", "primary.textColumn=2", "output=a=b"]);
        RunOptions options = file.Read();
        Assert.Equal(0.5, options.Auxiliaries[0].Eta);
        Assert.Equal("2", options.Primary.TextColumn);
        Assert.Equal("a=b", options.Output);
    }

    [Fact]
    public void SetAll_NoEqualsSign_SaysHowToWriteIt()
    {
        var error = Assert.Throws<SettingException>(() => new RunFile().SetAll(["seed"]));
        Assert.Equal("'seed' sets nothing; write PATH=VALUE, such as auxiliaries.brown.eta=0.5.", error.Message);
    }

    [Fact]
    public void Read_FlagsAlone_GiveARun()
    {
        RunFile file = new();
        file.Set("primary.task", "skipgram");
        file.Set("primary.train", "text.txt");
        Assert.Equal("relation", file.AddAuxiliary("relation", "synonyms.txt"));
        Assert.Equal("relation2", file.AddAuxiliary("relation", "antonyms.txt"));
        RunOptions options = file.Read();
        Assert.Equal("text.txt", Assert.Single(options.Primary.Train.Paths));
        Assert.Equal(["relation", "relation2"], options.Auxiliaries.Select(task => task.Name));
    }

    [Fact]
    public void Write_OptionsRead_GivesARunFileOfTheSameSettings()
    {
        string written = Load(Example).Read().ToJson();
        Assert.Equal(written, RunOptions.Read((JsonObject)JsonNode.Parse(written)!).ToJson());
        Assert.Contains("\"hidden\": 256", written, StringComparison.Ordinal);
        Assert.Contains("\"execution\": \"sample\"", written, StringComparison.Ordinal);
    }

    private RunFile Load(string json) => RunFile.Load(_folder.Write("run.json", json));
}
