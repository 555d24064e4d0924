using MT2ST.Comparisons.Rows;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons.Rows;

public sealed class ComparisonRowTests : IDisposable
{
    private const string Example = """
        {
          "primary": { "task": "tagging", "train": "a" },
          "auxiliaries": [ { "name": "brown", "task": "lexicon", "train": "b", "units": 100 } ],
          "strategies": {
            "switch": { "strategy.at": 3, "auxiliaries.brown.units": 200 },
            "late": { "strategy.name": "switch", "strategy.at": 8 },
            "odd": { "strategy.name": "switch", "strategy.at": -1 },
            "lost": { "strategy.at": 1 },
            "typo": { "strategy.name": "stl", "auxiliaries.bron.units": 1 }
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_Names_GivesEachRowItsSettings()
    {
        IReadOnlyList<ComparisonRow> rows = List("stl", "switch", "late");
        Assert.Equal(["stl", "switch", "late"], rows.Select(row => row.Name));
        Assert.Equal(["stl", "switch", "switch"], rows.Select(row => row.Options.Strategy.Name));
        Assert.Equal([null, 3.0, 8.0], rows.Select(row => (row.Options.Strategy as SwitchOptions)?.At?.Epochs));
        Assert.Equal([100.0, 200.0, 100.0], rows.Select(row => row.Options.Auxiliaries[0].Units));
    }

    [Fact]
    public void List_NoNames_IsStlAndTheOverrides()
    {
        RunFile file = Load("""{ "primary": { "task": "tagging", "train": "a" }, "strategy": { "name": "mtl" }, "strategies": { "switch": {} } }""");
        Assert.Equal(["stl", "switch", "mtl"], ComparisonRow.List(file, []).Select(row => row.Name));
    }

    [Theory]
    [InlineData("", "stl,diminish")]
    [InlineData(""", "strategies": { "switch": {} } """, "stl,switch")]
    public void List_NoNamesAndNoStrategy_HasTheDefaultOnlyWhereNoOverridesAre(string more, string expected)
    {
        RunFile file = Load($$"""{ "primary": { "task": "tagging", "train": "a" }, "auxiliaries": [ { "task": "lexicon", "train": "b" } ] {{more}} }""");
        Assert.Equal(expected.Split(','), ComparisonRow.List(file, []).Select(row => row.Name));
    }

    [Theory]
    [InlineData("swich", "Unknown strategy 'swich'. Did you mean 'switch'? Known: bag-of-words, balance, diminish, dwa, feedback, fisher, gain, gradnorm, late, lost, mtl, odd, pcgrad, placebo, pretrain, random, stl, stl+data, stl-2x, stl-cheapest, stl-pretrained, student, switch, teacher, tfidf, typo, uncertainty.", null)]
    [InlineData("odd", "Row 'odd': strategy.at is -1; it must be at least 0.", 7)]
    [InlineData("lost", "Row 'lost': Unknown strategy 'lost'. Known: balance, diminish, dwa, feedback, fisher, gain, gradnorm, mtl, pcgrad, pretrain, random, stl, switch, uncertainty. Set \"strategy.name\" in the row.", 8)]
    [InlineData("typo", "Row 'typo': Unknown auxiliary 'bron'. Did you mean 'brown'? Known: brown.", 9)]
    public void List_WrongRow_SaysWhichAndWhere(string name, string message, int? line)
    {
        RunFile file = Load(Example);
        var error = Assert.Throws<SettingException>(() => ComparisonRow.List(file, [name]));
        Assert.Equal(message, error.Message);
        if (line is { } expected)
            Assert.Equal($"{file.Path}:{expected}: {message}", file.Describe(error));
    }

    [Fact]
    public void Compare_TuningSeedThatIsMeasured_IsRefused()
    {
        RunFile file = Load("""{ "primary": { "task": "tagging", "train": "a" }, "tuning": { "seeds": [5] }, "seeds": [4, 5] }""");
        Assert.Equal("tuning.seeds has 5, which is measured too; tuning seeds must not be measuring seeds.", Assert.Throws<SettingException>(() => StrategyComparison.Run(ComparisonRow.List(file, ["stl"]), cancellationToken: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void List_StrategyOfAnotherNameThanTheFiles_LeavesItsSettingsBehind()
    {
        RunFile file = Load("""{ "primary": { "task": "tagging", "train": "a" }, "strategy": { "name": "switch", "at": 3, "joint": true } }""");
        StrategyOptions strategy = ComparisonRow.List(file, ["mtl"])[0].Options.Strategy;
        Assert.Equal(new MtlOptions { Joint = true }, strategy);
    }

    [Fact]
    public void List_RowTwice_IsRefused() =>
        Assert.Equal("Row 'stl' is named twice; give each row a name of its own.", Assert.Throws<SettingException>(() => List("stl", "stl")).Message);

    [Fact]
    public void Settings_Changed_LeaveTheRowAsItWas()
    {
        ComparisonRow row = List("stl")[0];
        row.Settings["dimensions"] = 7;
        Assert.Null(row.Settings["dimensions"]);
    }

    private IReadOnlyList<ComparisonRow> List(params string[] names) => ComparisonRow.List(Load(Example), names);

    private RunFile Load(string json) => RunFile.Load(_folder.Write("run.json", json));
}
