using MT2ST.Indexing;

namespace MT2ST.Tests.Tasks.Texts;

public sealed class TextDefaultsTests
{
    private static readonly IndexedCorpus Texts = Corpus(3);

    [Theory]
    [InlineData(49_999, 256, null)]
    [InlineData(50_000, 128, 0.3)]
    public void Distillation_ManyTexts_HaveANarrowerTableAndAHigherRate(int texts, int dimensions, double? rate)
    {
        IndexedCorpus corpus = Corpus(texts);
        var options = new DistillationOptions();
        Assert.Equal((dimensions, dimensions), (options.DimensionsFor(corpus, sharesTable: false), options.DimensionsFor(corpus, sharesTable: true)));
        Assert.Equal(rate, options.DecideBy(corpus, sharesTable: true).Rate);
        Assert.Null(options.DecideBy(corpus, sharesTable: true, isAuxiliary: true).Rate);
    }

    [Theory]
    [InlineData(5_000, 10)]
    [InlineData(12_500, 8)]
    [InlineData(100_000, 5)]
    public void Distillation_FewTexts_AreVisitedMoreOften(int texts, double epochs) =>
        Assert.Equal(epochs, new DistillationOptions().Defaults.EpochsFor(texts));

    [Fact]
    public void UnitsOf_PairsBesideATeacher_AreSixtyPassesOverTheRun()
    {
        Assert.Equal(60 * 1_400 / 100_000.0, new DistillationOptions().UnitsOf(new MatchingOptions(), auxiliaryExamples: 1_400, primaryExamples: 100_000));
        Assert.Null(new DistillationOptions().UnitsOf(new SkipGramOptions(), auxiliaryExamples: 1_400, primaryExamples: 100_000));
    }

    [Fact]
    public void Matching_BesideATeacher_TakesLongerSteps()
    {
        Assert.Equal(0.2, new MatchingOptions().DecideBy(Texts, sharesTable: true, taught: [Texts], isAuxiliary: true).Rate);
        Assert.Equal(0.05, new MatchingOptions { Rate = 0.05 }.DecideBy(Texts, sharesTable: true, taught: [Texts], isAuxiliary: true).Rate);
        Assert.Null(new MatchingOptions { Optimizer = "sgd" }.DecideBy(Texts, sharesTable: true, taught: [Texts], isAuxiliary: true).Rate);
        Assert.Null(new MatchingOptions().DecideBy(Texts, sharesTable: true, taught: [], isAuxiliary: true).Rate);
    }

    [Theory]
    [InlineData("""{"cpuSeconds": 2.5}""", 4.5)]
    [InlineData("""{"cpuSeconds": "many"}""", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData(null, null)]
    public void TeacherSeconds_AreTheSumOfTheReports(string? report, double? expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.safetensors.teach.json", """{"cpuSeconds": 2}""");
        if (report is not null)
            folder.Write("b.safetensors.teach.json", report);
        Assert.Equal(expected, new DistillationOptions { Targets = [folder.Path("a.safetensors"), folder.Path("b.safetensors")] }.TeacherSeconds());
    }

    private static IndexedCorpus Corpus(int texts)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words);
        for (int text = 0; text < texts; text++)
            corpus.Add([text % FixtureCorpora.WordCount]);
        return corpus.Build();
    }
}
