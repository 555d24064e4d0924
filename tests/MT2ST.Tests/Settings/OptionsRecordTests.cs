using System.Text.Json.Nodes;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Tests.Settings;

/// <summary>Settings of every kind through JSON and back, and what is refused.</summary>
public sealed class OptionsRecordTests
{
    public static TheoryData<string> Tasks => [.. BuiltInTasks.All.Names];

    public static TheoryData<string> Strategies => [.. BuiltInSchedules.All.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Read_WrittenTask_IsTheSameText(string task) => AssertRoundTrip($$"""{ "primary": { "task": "{{task}}", "train": ["a", "b"], "dev": "7", "half": null, "limit": 3, "rate": 1e-3{{(task == "distillation" ? """, "targets": ["t"]""" : "")}} } }""");

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Read_WrittenStrategy_IsTheSameText(string strategy) => AssertRoundTrip($$"""{ "primary": { "task": "cbow", "train": "a" }, "strategy": { "name": "{{strategy}}", "probeShare": 0.25 } }""");

    [Fact]
    public void Read_RunOfEveryKindOfValue_IsTheSameText() => AssertRoundTrip("""
        {
          "dimensions": 7, "seed": 18446744073709551615, "epochs": 0.5, "keep": "last", "lowercase": false, "ngrams": "3-6", "memoryLimit": "2G", "seeds": [1, 7],
          "encoders": [ { "name": "shared", "kind": "cnn", "size": 8 } ],
          "primary": { "task": "classification", "train": "a", "widths": [2, 5], "encoder": "cnn" },
          "auxiliaries": [ { "name": "words", "task": "lexicon", "train": "b", "shape": "cosine", "labelsAs": { "x": "y" } } ],
          "strategy": { "name": "switch", "at": "auto" },
          "strategies": { "late": { "strategy.at": 3, "primary.pooling": null } },
          "tuning": { "space": { "primary.rate": [0.1, null, "x"] }, "rows": { "late": { "epochs": [1] } }, "seeds": 3 }
        }
        """);

    [Theory]
    [InlineData("""{ "epochs": 1e999 }""", "epochs is Infinity; it must be greater than 0 and at most 1000000.")]
    [InlineData("""{ "dimensions": 1.5 }""", "dimensions is 1.5; expected a whole number.")]
    [InlineData("""{ "dimensions": 99999999999 }""", "dimensions is 99999999999; expected a whole number.")]
    [InlineData("""{ "seed": -1 }""", "seed is -1; expected a whole number, at least 0.")]
    [InlineData("""{ "auxiliaries": [null] }""", "auxiliaries.0 is null; expected an object.")]
    [InlineData("""{ "primary": null }""", "primary is null; expected an object.")]
    [InlineData("""{ "primary": { "train": "a" } }""", "primary.task is missing; name the task, such as \"task\": \"skipgram\".")]
    [InlineData("""{ "primary": { "task": 5 } }""", "primary.task is 5; expected a text.")]
    [InlineData("""{ "primary": { "task": "classification", "widths": [3, null] } }""", "primary.widths.1 is null; expected a whole number.")]
    [InlineData("""{ "primary": { "task": "classification", "train": "a", "widths": [3, 21] } }""", "primary.widths is 21; it must be in [1, 20].")]
    [InlineData("""{ "primary": { "task": "cbow", "train": ["a", ""] } }""", "primary.train is empty; name a file.")]
    [InlineData("""{ "primary": { "task": "cbow", "train": [{}] } }""", "primary.train is [{}]; expected a text or a list of texts.")]
    [InlineData("""{ "seeds": 2000000000 }""", "seeds is 2000000000; it must be in [1, 10000].")]
    public void Read_WrongValue_SaysWhereAndWhatIsExpected(string json, string message)
    {
        JsonObject settings = Parse(json);
        settings["primary"] ??= json.Contains("\"primary\"", StringComparison.Ordinal) ? null : Parse("""{ "task": "cbow", "train": "a" }""");
        Assert.Equal(message, Assert.Throws<SettingException>(() => RunOptions.Read(settings)).Message);
    }

    [Fact]
    public void Settings_OfEveryRecord_HaveASummaryAndADifferentName() => Assert.All(
        BuiltInTasks.All.Select(entry => (OptionsRecord)entry.Factory()).Concat(BuiltInSchedules.All.Select(entry => entry.Factory())).Append(new RunOptions()),
        options =>
        {
            Assert.All(options.ListSettings(), setting => Assert.NotEqual("", setting.Summary));
            Assert.Equal(options.ListSettings().Count, options.ListSettings().Select(setting => setting.Name).Distinct().Count());
        });

    private static void AssertRoundTrip(string json)
    {
        RunOptions options = RunOptions.Read(Parse(json));
        string written = options.ToJson();
        Assert.Equal(written, RunOptions.Read(Parse(written)).ToJson());
        foreach ((string name, JsonNode? value) in Parse(json).Where(property => property.Value is JsonValue))
            Assert.Equal(value!.ToJsonString(), Parse(written)[name]!.ToJsonString());
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
