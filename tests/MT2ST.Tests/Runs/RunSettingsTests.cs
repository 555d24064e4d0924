using System.Text.Json.Nodes;
using CsCheck;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs;

public sealed class RunSettingsTests
{
    private const string Tasks = """{ "dimensions": 64, "auxiliaries": [ { "name": "brown", "task": "lexicon" }, { "task": "cbow" } ] }""";

    [Theory]
    [InlineData("auxiliaries.brown.eta", "0.5", """{"name":"brown","task":"lexicon","eta":0.5}""")]
    [InlineData("auxiliaries.0.eta", "1e-3", """{"name":"brown","task":"lexicon","eta":1e-3}""")]
    [InlineData("auxiliaries.brown.encoder.width", "3", """{"name":"brown","task":"lexicon","encoder":{"width":3}}""")]
    [InlineData("auxiliaries.brown.train", "[\"a\", \"b\"]", """{"name":"brown","task":"lexicon","train":["a","b"]}""")]
    [InlineData("auxiliaries.brown.train", "a b.txt", """{"name":"brown","task":"lexicon","train":"a b.txt"}""")]
    [InlineData("auxiliaries.brown.units", "null", """{"name":"brown","task":"lexicon","units":null}""")]
    public void Set_PathThroughAnAuxiliary_ChangesIt(string path, string text, string expected)
    {
        JsonObject settings = Parse(Tasks);
        RunSettings.Set(settings, path, text);
        Assert.Equal(expected, settings["auxiliaries"]![0]!.ToJsonString());
    }

    [Theory]
    [InlineData("strategies.switch.strategy.at", """{"strategies":{"switch":{"strategy.at":3}}}""")]
    [InlineData("tuning.space.auxiliaries.brown.eta", """{"tuning":{"space":{"auxiliaries.brown.eta":3}}}""")]
    [InlineData("tuning.rows.switch.strategy.at", """{"tuning":{"rows":{"switch":{"strategy.at":3}}}}""")]
    [InlineData("tuning.seeds", """{"tuning":{"seeds":3}}""")]
    public void Set_SettingWhoseNameIsAPath_KeepsItsDots(string path, string expected)
    {
        JsonObject settings = [];
        RunSettings.Set(settings, path, "3");
        Assert.Equal(expected, settings.ToJsonString());
    }

    [Theory]
    [InlineData("auxiliaries.bron.eta", "Unknown auxiliary 'bron'. Did you mean 'brown'? Known: brown, cbow.")]
    [InlineData("auxiliaries.2.eta", "Unknown auxiliary '2'. Known: brown, cbow.")]
    [InlineData("dimensions.x", "Cannot set dimensions.x: dimensions is 64, which has no settings of its own.")]
    [InlineData("auxiliaries..eta", "'auxiliaries..eta' is not a setting: a name in it is empty. Write it like auxiliaries.brown.eta.")]
    [InlineData("", "'' is not a setting: a name in it is empty. Write it like auxiliaries.brown.eta.")]
    public void Set_WrongPath_SaysWhatIsWrong(string path, string message) =>
        Assert.Equal(message, Assert.Throws<SettingException>(() => RunSettings.Set(Parse(Tasks), path, "1")).Message);

    [Fact]
    public void Read_UnknownSettingFromAFlag_Suggests()
    {
        JsonObject settings = Parse("""{ "strategy": { "execution": "sample" }, "tuning": { "spaces": {} } }""");
        var error = Assert.Throws<SettingException>(() => RunOptions.Read(settings));
        Assert.Equal("tuning: Unknown setting 'spaces'. Did you mean 'space'? Known: budget, fromDefaults, jobs, rows, seeds, space.", error.Message);
    }

    [Fact]
    public void Set_AnyNumber_IsReadBackBitByBit() =>
        Gen.Double.Where(double.IsFinite).Sample(number =>
        {
            JsonObject settings = [];
            RunSettings.Set(settings, "primary.rate", number.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            return settings["primary"]!["rate"]!.GetValue<double>().Equals(number);
        });

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
