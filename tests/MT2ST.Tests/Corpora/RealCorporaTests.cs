using MT2ST.Corpora;
using MT2ST.Corpora.WordNet;
using MT2ST.Tests.Corpora.WordNet;

namespace MT2ST.Tests.Corpora;

/// <summary>Tests over real data sets, skipped where those are absent.</summary>
public sealed class RealCorporaTests
{
    [Fact]
    public void Conllu_EnglishWebTreebank_HasItsPublishedNumberOfSentences() =>
        Assert.Equal(12_544, Count(RepositoryFiles.SharedData("pos/en_ewt-train.conllu")));

    [Fact]
    public void WordTag_Brown_HasItsPublishedNumberOfSentences() =>
        Assert.Equal(57_340, Count(RepositoryFiles.SharedData("pos/brown.tagged.txt")));

    [Fact]
    public void Tsv_StanfordSentiment_HasItsPublishedNumberOfSentences() =>
        Assert.Equal(6_920, Count(RepositoryFiles.SharedData("cls/sst2_train.tsv")));

    [Theory]
    [InlineData("cls/R8_train.txt", "1", "2")]
    [InlineData("cls/sst2_train.tsv", "2", "1")]
    [InlineData("lexicons/opinion-lexicon.tsv", "2", "1")]
    public void Resolve_TwoColumns_FindsTheLabel(string name, string label, string text)
    {
        CorpusOptions options = new CorpusSource(RepositoryFiles.SharedData(name)).Resolve().Options;
        Assert.Equal(new CorpusOptions { Format = "tsv", LabelColumn = label, TextColumn = text }, options);
    }

    [Fact]
    public void Tsv_MovieReviews_HaveTwoLabels()
    {
        CorpusSource source = new(RepositoryFiles.SharedData("cls/imdb_train.tsv"), new CorpusOptions { LabelColumn = "1", TextColumn = "3" });
        HashSet<string> labels = [];
        foreach (CorpusExample example in source.Read(TestContext.Current.CancellationToken))
            labels.Add(example.Labels.GetString(0));
        Assert.Equal(["neg", "pos"], labels.Order());
    }

    [Fact]
    public void WordNet_Release3_HasItsPublishedNumberOfSynsets() =>
        Assert.Equal(117_659, new WordNetDatabase(SmallWordNet.InstalledFolder()).Read(TestContext.Current.CancellationToken).Count());

    [Fact]
    public void WordNet_Release3_UsesAllLexicographerFiles()
    {
        HashSet<int> files = [];
        foreach (WordNetSynset synset in new WordNetDatabase(SmallWordNet.InstalledFolder()).Read(TestContext.Current.CancellationToken))
            files.Add(synset.LexicographerFile);
        Assert.Equal(WordNetDatabase.LexicographerFiles.Count, files.Count);
    }

    [Theory]
    [InlineData(WordNetReader.Definitions)]
    [InlineData(WordNetReader.Lexicon)]
    [InlineData(WordNetReader.Synonyms)]
    [InlineData(WordNetReader.Antonyms)]
    [InlineData(WordNetReader.Hypernyms)]
    public void WordNet_EveryPart_IsReadToTheEnd(string part) =>
        Assert.InRange(Count(SmallWordNet.InstalledFolder(), new CorpusOptions { WordNetPart = part }), 5_000, 400_000);

    private static int Count(string path, CorpusOptions? options = null) =>
        new CorpusSource(path, options).Read(TestContext.Current.CancellationToken).Count();
}
