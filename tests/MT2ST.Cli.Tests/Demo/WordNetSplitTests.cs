using System.Text;
using MT2ST.Cli.Demo;
using MT2ST.Corpora;
using MT2ST.Corpora.WordNet;
using MT2ST.Tests.Corpora.WordNet;

namespace MT2ST.Cli.Tests.Demo;

public sealed class WordNetSplitTests : IClassFixture<WordNetSplitTests.WordNet3>, IDisposable
{
    private const int NounCount = 400;

    private static readonly WordNetSplitOptions Small = new() { DevCount = 20, TestCount = 40, WithSynonyms = true };

    private readonly TemporaryFolder _folder = new();
    private readonly WordNet3 _wordNet3;

    public WordNetSplitTests(WordNet3 wordNet3)
    {
        _wordNet3 = wordNet3;
        SmallWordNet.WriteMany(_folder, NounCount);
    }

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
        AssertNoHeldOutLemma(_folder.Root, Path.Combine(_folder.Root, "out"));
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
        Assert.Equal(new CorpusOptions { Format = "tsv", LabelColumn = "1", TextColumn = "2" }, options);
    }

    [Fact]
    public void Write_WordNet3_HoldsNoLemmaOfDevAndTest()
    {
        string wordNet = SmallWordNet.InstalledFolder();
        Assert.NotEqual(0, _wordNet3.Split.DefinitionCount);
        AssertNoHeldOutLemma(wordNet, _wordNet3.Folder);
    }

    [Fact]
    public void Write_WordNet3_HasItsNumberOfDefinitions()
    {
        SmallWordNet.InstalledFolder();
        WordNetSplitSummary summary = _wordNet3.Split;
        Assert.Equal(new WordNetSplitSummary(117_659, 116_690, 101_690, summary.LexiconCount), summary);
    }

    private WordNetSplitSummary Write(string folder, WordNetSplitOptions options) =>
        WordNetSplit.Write(_folder.Root, Path.Combine(_folder.Root, folder), options, TestContext.Current.CancellationToken);

    /// <summary>Finds the held-out synsets again by their definitions, then looks for their lemmas.</summary>
    private static void AssertNoHeldOutLemma(string wordNet, string folder)
    {
        HashSet<string> heldOut = [.. DefinitionsOf(folder, WordNetSplit.DevFile), .. DefinitionsOf(folder, WordNetSplit.TestFile)];
        HashSet<string> seen = [];
        HashSet<string> lemmas = [];
        foreach (WordNetSynset synset in new WordNetDatabase(wordNet).Read(TestContext.Current.CancellationToken))
        {
            string definition = Encoding.UTF8.GetString(synset.Definition.Span);
            if (heldOut.Contains(definition) && seen.Add(definition))
                lemmas.UnionWith(Enumerable.Range(0, synset.Lemmas.Count).Select(i => synset.Lemmas.GetString(i).ToLowerInvariant()));
        }
        Assert.Equal(heldOut.Count, seen.Count);
        IEnumerable<string> lexicon = LinesOf(folder, WordNetSplit.LexiconFile).Select(line => line.Split('\t')[1]);
        IEnumerable<string> synonyms = LinesOf(folder, WordNetSplit.SynonymFile).SelectMany(line => line.Split(' '));
        Assert.DoesNotContain(lexicon.Concat(synonyms), lemmas.Contains);
    }

    private static string[] LinesOf(string folder, string name) => File.ReadAllLines(Path.Combine(folder, name));

    private static string[] DefinitionsOf(string folder, string name) => [.. LinesOf(folder, name).Select(line => line.Split('\t')[1])];

    private string[] Lines(string folder, string name) => LinesOf(Path.Combine(_folder.Root, folder), name);

    private string[] Definitions(string folder, string name) => DefinitionsOf(Path.Combine(_folder.Root, folder), name);

    private byte[] Bytes(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_folder.Root, folder)).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];

    /// <summary>WordNet itself, split at the first use.</summary>
    public sealed class WordNet3 : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private WordNetSplitSummary? _split;

        internal string Folder => _folder.Path("out");

        internal WordNetSplitSummary Split => _split ??= WordNetSplit.Write(
            SmallWordNet.InstalledFolder(), Folder, new WordNetSplitOptions { WithSynonyms = true }, TestContext.Current.CancellationToken);

        public void Dispose() => _folder.Dispose();
    }
}
