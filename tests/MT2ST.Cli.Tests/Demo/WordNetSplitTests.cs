using System.Text;
using MT2ST.Cli.Demo;
using MT2ST.Corpora;
using MT2ST.Corpora.WordNet;
using MT2ST.Tests.Corpora.WordNet;

namespace MT2ST.Cli.Tests.Demo;

public sealed class WordNetSplitTests : IDisposable
{
    private const int NounCount = 400;

    private static readonly WordNetSplitOptions Small = new() { DevCount = 20, TestCount = 40, WithSynonyms = true };

    private readonly TemporaryFolder _folder = new();

    public WordNetSplitTests() => SmallWordNet.WriteMany(_folder, NounCount);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Sizes_AreThoseAskedFor()
    {
        Write("out", Small);
        Assert.Equal(
            [20, 40, (NounCount * 9 / 10) + 1 + 3 - 60],
            new[] { WordNetSplit.DevFile, WordNetSplit.TestFile, WordNetSplit.TrainFile }.Select(name => Lines("out", name).Length));
    }

    [Fact]
    public void Write_Definitions_OccurOnceInAllFiles()
    {
        Write("out", Small);
        string[] all = [.. Definitions("out", WordNetSplit.TrainFile), .. Definitions("out", WordNetSplit.DevFile), .. Definitions("out", WordNetSplit.TestFile)];
        Assert.Equal(all.Length, all.Select(definition => definition.Replace(",", "", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Write_Text_IsThePool()
    {
        Write("out", Small);
        Assert.Equal(Definitions("out", WordNetSplit.TrainFile), Lines("out", WordNetSplit.TextFile));
    }

    [Fact]
    public void Write_LexiconAndSynonyms_HoldNoLemmaOfDevAndTest()
    {
        Write("out", Small);
        AssertNoHeldOutLemma(_folder.Root, "out");
    }

    [Fact]
    public void Write_SharedLemmas_ArePartlyLeftOut()
    {
        WordNetSplitSummary summary = Write("out", Small);
        Assert.InRange(summary.LexiconCount, summary.PoolCount, (4 * summary.PoolCount) - 1);
    }

    [Fact]
    public void Write_SameSeed_GivesTheSameBytes()
    {
        Write("one", Small);
        Write("two", Small);
        Assert.Equal(Bytes("one"), Bytes("two"));
    }

    [Fact]
    public void Write_OtherSeed_GivesAnotherTest()
    {
        Write("one", Small);
        Write("two", Small with { Seed = 2 });
        Assert.NotEqual(Lines("one", WordNetSplit.TestFile), Lines("two", WordNetSplit.TestFile));
    }

    [Fact]
    public void Write_TooSmallDictionary_SaysSo()
    {
        var error = Assert.Throws<InvalidDataException>(() => Write("out", new WordNetSplitOptions()));
        Assert.StartsWith($"{_folder.Root}: found 364 different definitions, expected more than 15000 (dev and test).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TrainFile_IsReadWithLabelsFirst()
    {
        Write("out", Small);
        CorpusOptions options = new CorpusSource(Path.Combine(_folder.Root, "out", WordNetSplit.TrainFile)).Resolve().Options;
        Assert.Equal(new CorpusOptions { Format = "tsv", LabelColumn = "1", TextColumn = "2", HasHeader = false }, options);
    }

    [Fact]
    public void Write_WordNet3_HoldsNoLemmaOfDevAndTest()
    {
        string wordNet = SmallWordNet.InstalledFolder();
        WordNetSplit.Write(new WordNetDatabase(wordNet), Path.Combine(_folder.Root, "out"), new WordNetSplitOptions { WithSynonyms = true }, TestContext.Current.CancellationToken);
        AssertNoHeldOutLemma(wordNet, "out");
    }

    [Fact]
    public void Write_WordNet3_HasItsNumberOfDefinitions()
    {
        WordNetSplitSummary summary = WordNetSplit.Write(
            new WordNetDatabase(SmallWordNet.InstalledFolder()), Path.Combine(_folder.Root, "out"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new WordNetSplitSummary(117_659, 116_690, 101_690, summary.LexiconCount), summary);
    }

    private WordNetSplitSummary Write(string folder, WordNetSplitOptions options) =>
        WordNetSplit.Write(new WordNetDatabase(_folder.Root), Path.Combine(_folder.Root, folder), options, TestContext.Current.CancellationToken);

    /// <summary>Finds the held-out synsets again by their definitions, then looks for their lemmas.</summary>
    private void AssertNoHeldOutLemma(string wordNet, string folder)
    {
        HashSet<string> heldOut = [.. Definitions(folder, WordNetSplit.DevFile), .. Definitions(folder, WordNetSplit.TestFile)];
        HashSet<string> seen = [];
        HashSet<string> lemmas = [];
        foreach (WordNetSynset synset in new WordNetDatabase(wordNet).Read(TestContext.Current.CancellationToken))
        {
            string definition = Encoding.UTF8.GetString(synset.Definition.Span);
            if (heldOut.Contains(definition) && seen.Add(definition))
                lemmas.UnionWith(Enumerable.Range(0, synset.Lemmas.Count).Select(i => synset.Lemmas.GetString(i).ToLowerInvariant()));
        }
        Assert.Equal(heldOut.Count, seen.Count);
        IEnumerable<string> lexicon = Lines(folder, WordNetSplit.LexiconFile).Select(line => line.Split('\t')[1]);
        IEnumerable<string> synonyms = Lines(folder, WordNetSplit.SynonymFile).SelectMany(line => line.Split(' '));
        Assert.DoesNotContain(lexicon.Concat(synonyms), lemmas.Contains);
    }

    private string[] Lines(string folder, string name) => File.ReadAllLines(Path.Combine(_folder.Root, folder, name));

    private string[] Definitions(string folder, string name) => [.. Lines(folder, name).Select(line => line.Split('\t')[1])];

    private byte[] Bytes(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_folder.Root, folder)).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
