using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons.Rows;

public sealed class ControlRowsTests
{
    private const string Auxiliaries = "auxiliaries=[{ \"name\": \"brown\", \"task\": \"lexicon\", \"train\": \"b\" }, { \"name\": \"text\", \"task\": \"skipgram\", \"train\": \"c\" }]";

    [Fact]
    public void List_StlTwice_DoublesStlsRatesGivenOrDefault()
    {
        RunOptions options = Row("stl-2x", "strategies.stl={ \"primary.rate\": 0.03 }").Options;
        Assert.Equal("stl", options.Strategy.Name);
        Assert.Equal(0.06, options.Primary.Rate!.Value, 1e-15);
        Assert.Equal(0.004, options.Primary.HeadRate!.Value, 1e-15); // Twice the default of 0.002.
    }

    [Fact]
    public void List_Placebo_ShufflesTheLabelsOfLabelledAuxiliariesUnderSwitch()
    {
        RunOptions options = Row("placebo", "strategies.switch={ \"strategy.at\": 1.5 }").Options;
        Assert.Equal("switch", options.Strategy.Name);
        Assert.Equal(1.5, Assert.IsType<SwitchOptions>(options.Strategy).At!.Epochs);
        Assert.Equal([true, false], options.Auxiliaries.Select(task => task.ShuffleLabels));
    }

    [Fact]
    public void List_PlaceboBesideMtlAlone_FollowsMtl() =>
        Assert.Equal("mtl", ComparisonRow.List(File(Auxiliaries), ["stl", "mtl", "placebo"])[2].Options.Strategy.Name);

    [Fact]
    public void List_PlaceboWithoutLabels_IsRefused() =>
        Refused("placebo", "Row 'placebo': no auxiliary has labels to shuffle.", "auxiliaries=[{ \"task\": \"skipgram\", \"train\": \"c\" }]");

    [Fact]
    public void List_StlData_TakesTheLabelsOfLabelledAuxiliaries()
    {
        RunOptions options = Row("stl+data").Options;
        Assert.Equal("stl", options.Strategy.Name);
        Assert.Equal(["brown"], options.Primary.LabelsFrom);
    }

    [Fact]
    public void List_StlPretrained_NeedsVectorsInItsRow()
    {
        Assert.Equal("v.vec", Row("stl-pretrained", Auxiliaries, "strategies.stl-pretrained={ \"initialVectors\": \"v.vec\" }").Options.InitialVectors);
        Refused("stl-pretrained", "Row 'stl-pretrained': it needs vectors to start from:", Auxiliaries);
    }

    [Fact]
    public void List_OwnSettingsOfAControl_GoOverWhatItIsMadeOf() =>
        Assert.Equal(0.5, Row("stl-2x", "strategies.stl-2x={ \"primary.rate\": 0.5 }").Options.Primary.Rate);

    [Fact]
    public void AfterTuning_Followers_TakeTheChosenSettings()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonRow.List(File(Auxiliaries), ["stl", "switch", "stl-2x", "placebo", "stl+data"]);
        Assert.Equal(["stl-2x", "placebo"], rows.Select(row => row.Name).Where(ControlRows.IsFollower));
        ComparisonRow[] tuned = [.. rows.Where(row => !ControlRows.IsFollower(row.Name)).Select(row => row.With(new Dictionary<string, System.Text.Json.JsonElement> { ["primary.rate"] = System.Text.Json.JsonElement.Parse("0.2") }))];
        IReadOnlyList<ComparisonRow> after = ControlRows.AfterTuning(rows, tuned);
        Assert.Equal(["stl", "switch", "stl+data", "stl-2x", "placebo"], after.Select(row => row.Name));
        Assert.Equal([0.2, 0.2, 0.2, 0.4, 0.2], after.Select(row => row.Options.Primary.Rate!.Value));
        Assert.Equal("switch", after[4].Options.Strategy.Name);
        Assert.True(after[4].Options.Auxiliaries[0].ShuffleLabels);
    }

    [Theory]
    [InlineData("cnn", null, true)]
    [InlineData("rows", "max", false)]
    [InlineData("mean", null, false)]
    public void List_TextsWithoutNamedRows_HaveThePlainMeanWhereItIsCheaper(string encoder, string? pooling, bool isThere)
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a", $"primary.encoder={encoder}", $"primary.pooling={pooling ?? "null"}", "strategies.fast={ \"strategy.name\": \"stl\", \"primary.rate\": 0.3 }"]);
        Assert.Equal(isThere ? ["stl", "fast", "bag-of-words"] : ["stl", "fast"], ComparisonRow.List(file, []).Select(row => row.Name));
        RunOptions plain = ComparisonRow.List(file, ["bag-of-words"])[0].Options;
        Assert.Equal(("stl", "mean", null), (plain.Strategy.Name, ((ClassificationOptions)plain.Primary).Encoder, ((ClassificationOptions)plain.Primary).Pooling));
    }

    [Fact]
    public void List_PlainMeanOfATagger_IsRefused() => Refused("bag-of-words", "Row 'bag-of-words': it is for texts, and the primary task is 'tagging'.", Auxiliaries);

    [Fact]
    public void List_LinearClassifiers_ReadTextsByTheirFeatures()
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a", "primary.wordNgrams=2", "primary.rate=0.5", "epochs=20", "auxiliaries=[{ \"task\": \"distillation\", \"train\": \"b\", \"targets\": [\"b.safetensors\"] }]"]);
        RunOptions[] rows = [.. ComparisonRow.List(file, ["tfidf", "teacher", "student", "stl", "pretrain"]).Select(row => row.Options)];
        Assert.Equal(["tfidf", "teacher", "rows"], rows[..3].Select(row => ((ClassificationOptions)row.Primary).Encoder));
        Assert.Equal(["stl", "stl", "pretrain"], rows[..3].Select(row => row.Strategy.Name));
        Assert.Equal(["b.safetensors"], ((ClassificationOptions)rows[1].Primary).Targets);
        Assert.Equal([1, 1, 20], rows[..3].Select(row => row.Epochs!.Value));
        Assert.Equal(20, ((ClassificationOptions)rows[2].Primary).HeadPenalty);
    }

    [Theory]
    [InlineData("tfidf", "Row 'tfidf': it is for texts, and the primary task is 'tagging'.")]
    [InlineData("student", "Row 'student': it is for texts, and the primary task is 'tagging'.")]
    public void List_LinearClassifierOfATagger_IsRefused(string row, string message) => Refused(row, message, Auxiliaries);

    [Fact]
    public void List_TeacherWithVectorsOfItsOwn_NeedsNoAuxiliary()
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a", "strategies.teacher={ \"primary.targets\": [\"t.safetensors\"] }"]);
        Assert.Equal(["t.safetensors"], ((ClassificationOptions)ComparisonRow.List(file, ["stl", "teacher"])[1].Options.Primary).Targets);
    }

    [Fact]
    public void List_StudentOfAConvolution_IsRefused()
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a", "primary.encoder=cnn", "auxiliaries=[{ \"task\": \"skipgram\", \"train\": \"b\" }]"]);
        Assert.StartsWith("Row 'student': it is for encoders that are rows of words", Assert.Throws<SettingException>(() => ComparisonRow.List(file, ["stl", "student"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_TeacherWithoutVectors_SaysHowToMakeThem()
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a"]);
        Assert.Contains("mt2st teach", Assert.Throws<SettingException>(() => ComparisonRow.List(file, ["stl", "teacher"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Warning: the placebo (the auxiliaries' labels shuffled) shows a gain: it takes 50 % less CPU time than STL (95 % interval")]
    [InlineData(2, "The placebo (the auxiliaries' labels shuffled) shows no gain: it takes 0 % less CPU time than STL")]
    public void PlaceboSentence_IntervalAboveZero_IsAWarning(double secondsPerPoint, string expected) =>
        Assert.StartsWith(expected, PlaceboSentence.About(WithPlacebo(secondsPerPoint, 5, 0, 0.8, 0.8)), StringComparison.Ordinal);

    [Fact]
    public void PlaceboSentence_TargetMissed_ShowsNoGain() =>
        Assert.Equal("The placebo (the auxiliaries' labels shuffled) shows no gain: it reaches STL's best on dev in 0/5 runs.", PlaceboSentence.About(WithPlacebo(1, 5, 0, 0.7, 0.7)));

    [Fact]
    public void PlaceboSentence_FewSeeds_SaysThatMoreAreNeeded() =>
        Assert.EndsWith("whether that is a gain needs 5 seeds.", PlaceboSentence.About(WithPlacebo(1, 2, 0, 0.8, 0.8)), StringComparison.Ordinal);

    private static readonly string[] Known = ["stl", "mtl", "switch", "pretrain"];

    private static ComparisonResult WithPlacebo(double secondsPerPoint, int seeds, params double[] dev) => ComparisonSummary.Summarize(
        Enumerable.Range(1, seeds).SelectMany(seed => new RunRecord[]
        {
            Records.Make("stl", (ulong)seed, 2, 0, 0.8, 0.8),
            Records.Make("placebo", (ulong)seed, secondsPerPoint, dev),
        }),
        QualityTarget.Stl);

    private static ComparisonRow Row(string name, params string[] settings) => ComparisonRow.List(File([Auxiliaries, .. settings]), [name])[0];

    private static void Refused(string name, string message, params string[] settings) =>
        Assert.StartsWith(message, Assert.Throws<SettingException>(() => ComparisonRow.List(File(settings), [name])).Message, StringComparison.Ordinal);

    private static RunFile File(params string[] settings)
    {
        RunFile file = new();
        file.SetAll(["primary.task=tagging", "primary.train=a", .. settings]);
        return file;
    }
}
