using MT2ST.Corpora;
using MT2ST.Indexing;

namespace MT2ST.Tests.Indexing;

/// <summary>Several labels a text, and labels dealt out anew.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tsv", "one two\tx,y\nthree\ty\nfour\ty, z,y\n")]
    [InlineData("a.txt", "__label__x __label__y one two\n__label__y three\n__label__y __label__z __label__y four\n")]
    public void Index_AllLabels_KeepsEachOnce(string file, string text)
    {
        IndexedCorpus corpus = Index(file, text, new IndexingOptions { AllLabels = true });
        Assert.Equal(["x y", "y", "y z"], Enumerable.Range(0, 3).Select(document => string.Join(' ', corpus.LabelSet(document).ToArray().Select(label => corpus.Labels![label]).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void Index_WithoutAllLabels_KeepsTheFirst()
    {
        IndexedCorpus corpus = Index("a.txt", "__label__x __label__y one two\n__label__y three\n", new IndexingOptions());
        Assert.Equal(["x", "y"], Enumerable.Range(0, 2).Select(document => corpus.Labels![corpus.Label(document)]));
        Assert.False(corpus.HasLabelSets);
    }

    [Fact]
    public void Index_ShuffledLabels_ArePermutedByTheSeed()
    {
        string text = string.Concat(Enumerable.Range(0, 200).Select(i => $"w{i}\t{(i < 50 ? "few" : "many")}\n"));
        int[] plain = Labels(Index("a.tsv", text, new IndexingOptions()));
        int[] shuffled = Labels(Index("a.tsv", text, new IndexingOptions { ShuffleLabels = true, Seed = 1 }));
        Assert.Equal(plain.Order(), shuffled.Order());
        Assert.InRange(plain.Zip(shuffled).Count(pair => pair.First == pair.Second), 90, 160); // 125 by chance.
        Assert.Equal(shuffled, Labels(Index("a.tsv", text, new IndexingOptions { ShuffleLabels = true, Seed = 1 })));
        Assert.NotEqual(shuffled, Labels(Index("a.tsv", text, new IndexingOptions { ShuffleLabels = true, Seed = 2 })));
    }

    [Fact]
    public void Index_ShuffledTags_ArePermutedAcrossSentences()
    {
        string text = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i}/{(i < 50 ? "X" : "Y")} b{i}/{(i < 50 ? "X" : "Y")}\n"));
        IndexedCorpus corpus = Index("a.tagged.txt", text, new IndexingOptions { ShuffleLabels = true });
        int[] tags = [.. Enumerable.Range(0, corpus.DocumentCount).SelectMany(document => corpus.Tags(document).ToArray())];
        Assert.Equal(100, tags.Count(tag => corpus.TagSet![tag] == "X"));
        Assert.InRange(tags[..100].Count(tag => corpus.TagSet![tag] == "X"), 35, 65);
    }

    private IndexedCorpus Index(string file, string text, IndexingOptions options)
    {
        var source = new CorpusSource(_folder.Write(file, text), new CorpusOptions { LabelSeparator = ",", TextColumn = "1", LabelColumn = "2" });
        CorpusIndexer indexer = new();
        PendingCorpus pending = indexer.Add(source, options, TestContext.Current.CancellationToken);
        indexer.BuildVocabulary();
        return indexer.Complete(pending);
    }

    private static int[] Labels(IndexedCorpus corpus) => [.. Enumerable.Range(0, corpus.DocumentCount).Select(corpus.Label)];
}
