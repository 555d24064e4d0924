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

    [Fact]
    public void Index_RowsWithoutLabelAndOfWeightZero_AreLeftOutAndCounted()
    {
        IndexedCorpus corpus = Index("a.tsv", "one\t \t\ntwo\tx\t0\nthree\ty\t2\nfour\t\tmuch\nfive\tx\t.5\n", new IndexingOptions { LeavesOutUnlabelled = true }, weightColumn: "3");
        Assert.Equal([2, 2, 1], [corpus.DocumentCount, corpus.UnlabelledCount, corpus.WeightlessCount]);
        Assert.Equal(["y", "x"], Enumerable.Range(0, 2).Select(document => corpus.Labels![corpus.Label(document)]));
        Assert.Equal([2, 0.5], Enumerable.Range(0, 2).Select(corpus.Weight));
        Assert.Equal(-1, corpus.Words.IndexOf("two"));
    }

    [Fact]
    public void Index_TextsAlone_KeepThoseWithoutLabel()
    {
        IndexedCorpus corpus = Index("a.tsv", "one\t\ntwo\tx\n", new IndexingOptions());
        Assert.Equal([-1, 0], Labels(corpus));
    }

    [Theory]
    [InlineData("one\t\t1\ntwo\t \t1\n", "read 2 examples and found no label in any of them, expected one in some (read as format 'tsv'). Is the column right?")]
    [InlineData("one\tx\t0\ntwo\tx\t0\n", "read 2 examples and found the weight 0 in all of them")]
    [InlineData("one\t\t1\ntwo\tx\t0\n", "read 2 examples and found neither a label nor a weight above 0")]
    public void Index_NothingLeft_IsRefused(string text, string expected) => Assert.Contains(
        expected,
        Assert.Throws<InvalidDataException>(() => Index("a.tsv", text, new IndexingOptions { LeavesOutUnlabelled = true }, weightColumn: "3")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Index_DrawnOfWeighted_KeepsEachItsWeight()
    {
        string text = string.Concat(Enumerable.Range(0, 50).Select(i => $"w{i}\tx\t{i + 1}\n"));
        IndexedCorpus corpus = Index("a.tsv", text, new IndexingOptions { Limit = 10, LimitSample = true }, weightColumn: "3");
        Assert.Equal(10, corpus.DocumentCount);
        Assert.All(Enumerable.Range(0, 10), document => Assert.Equal($"w{corpus.Weight(document) - 1}", corpus.Words[corpus.Tokens(document)[0]]));
    }

    [Fact]
    public void Index_ConlluSentencesWithoutTags_AreLeftOutAndCounted()
    {
        const string Columns = "\t_\t_\t0\troot\t_\t_\n";
        string text = $"1\tGo\tgo\tVERB{Columns}\n1\tNo\tno\t_{Columns}2\tidea\tidea\t_{Columns}\n1\tStop\tstop\tVERB{Columns}";
        IndexedCorpus corpus = Index("a.conllu", text, new IndexingOptions { LeavesOutUnlabelled = true }, new CorpusOptions());
        Assert.Equal([2, 1], [corpus.DocumentCount, corpus.UnlabelledCount]);
        Assert.Equal(-1, corpus.TagSet!.IndexOf("_"));
    }

    [Fact]
    public void Index_ConlluWithoutAnyTag_NamesTheColumn() => Assert.Contains(
        "column 'xpos' of all 1 sentences holds _ alone",
        Assert.Throws<InvalidDataException>(() => Index("a.conllu", "1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n", new IndexingOptions { LeavesOutUnlabelled = true }, new CorpusOptions { TagColumn = "xpos" })).Message,
        StringComparison.Ordinal);

    private IndexedCorpus Index(string file, string text, IndexingOptions options, string? weightColumn = null) =>
        Index(file, text, options, new CorpusOptions { LabelSeparator = ",", TextColumn = "1", LabelColumn = "2", WeightColumn = weightColumn });

    private IndexedCorpus Index(string file, string text, IndexingOptions options, CorpusOptions reading)
    {
        var source = new CorpusSource(_folder.Write(file, text), reading);
        CorpusIndexer indexer = new();
        PendingCorpus pending = indexer.Add(source, options, TestContext.Current.CancellationToken);
        indexer.BuildVocabulary();
        return indexer.Complete(pending);
    }

    private static int[] Labels(IndexedCorpus corpus) => [.. Enumerable.Range(0, corpus.DocumentCount).Select(corpus.Label)];
}
