using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs;

public sealed class OwnSettingsTests
{
    [Fact]
    public void ReadSettings_KnownOnes_StandOverTheDefaults()
    {
        WindowSettings settings = Primary("""{ "task": "skipgram", "train": "t", "window": 7 }""").ReadSettings(WindowSettingsJson.Default.WindowSettings);
        Assert.Equal(new WindowSettings { Window = 7, Negatives = 5 }, settings);
    }

    [Fact]
    public void ReadSettings_OneOfANestedObject_KeepsTheDefaultsOfTheOthers()
    {
        WindowSettings settings = Primary("""{ "task": "skipgram", "train": "t", "encoder": { "width": 4 } }""").ReadSettings(WindowSettingsJson.Default.WindowSettings);
        Assert.Equal(new EncoderSettings { Width = 4, Filters = 64 }, settings.Encoder);
    }

    [Theory]
    [InlineData("\"windw\": 7", "primary: Unknown setting of task 'skipgram' 'windw'. Did you mean 'window'? ")]
    [InlineData("\"etaa\": 7", "primary: Unknown setting of task 'skipgram' 'etaa'. Did you mean 'eta'? ")]
    [InlineData("\"window\": \"wide\"", "primary.window is \"wide\"; expected a whole number.")]
    public void ReadSettings_WrongOne_NamesTheTask(string setting, string message)
    {
        TaskOptions task = Primary($$"""{ "task": "skipgram", "train": "t", {{setting}} }""");
        var error = Assert.Throws<SettingException>(() => task.ReadSettings(WindowSettingsJson.Default.WindowSettings));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadSettings_UnknownOneOfAStrategy_NamesTheStrategy()
    {
        JsonObject settings = Parse("""{ "primary": { "task": "skipgram", "train": "t" }, "strategy": { "name": "balance", "lamda": 1 } }""");
        StrategyOptions strategy = RunSettings.Read(settings).Strategy;
        var error = Assert.Throws<SettingException>(() => strategy.ReadSettings(WindowSettingsJson.Default.WindowSettings));
        Assert.StartsWith("strategy: Unknown setting of strategy 'balance' 'lamda'. ", error.Message, StringComparison.Ordinal);
    }

    private static TaskOptions Primary(string json) => RunSettings.Read(new JsonObject { ["primary"] = Parse(json) }).Primary;

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}

internal sealed record WindowSettings
{
    public int Window { get; init; } = 5;

    public int Negatives { get; init; } = 5;

    public EncoderSettings Encoder { get; init; } = new();
}

internal sealed record EncoderSettings
{
    public int Width { get; init; } = 3;

    public int Filters { get; init; } = 64;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WindowSettings))]
internal sealed partial class WindowSettingsJson : JsonSerializerContext;
