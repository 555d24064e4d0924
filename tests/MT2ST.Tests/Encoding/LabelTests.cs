using MT2ST.Corpora;
using MT2ST.Encoding;

namespace MT2ST.Tests.Encoding;

/// <summary>Several labels a text, and labels dealt out anew.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tsv", "one two\tx,y\nthree\ty\nfour\ty, z,y\n")]
    [InlineData("a.txt", "__label__x __label__y one two\n__label__y three\n__label__y __label__z __label__y four\n")]
    public void Encode_AllLabels_KeepsEachOnce(string file, string text)
    {
        EncodedCorpus corpus = Encode(file, text, new EncodingOptions { AllLabels = true });
        Assert.Equal(["x y", "y", "y z"], Enumerable.Range(0, 3).Select(document => string.Join(' ', corpus.LabelSet(document).ToArray().Select(label => corpus.Labels![label]).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void Encode_WithoutAllLabels_KeepsTheFirst()
    {
        EncodedCorpus corpus = Encode("a.txt", "__label__x __label__y one two\n__label__y three\n", new EncodingOptions());
        Assert.Equal(["x", "y"], Enumerable.Range(0, 2).Select(document => corpus.Labels![corpus.Label(document)]));
        Assert.False(corpus.HasLabelSets);
    }

    [Fact]
    public void Encode_ShuffledLabels_ArePermutedByTheSeed()
    {
        string text = string.Concat(Enumerable.Range(0, 200).Select(i => $"w{i}\t{(i < 50 ? "few" : "many")}\n"));
        int[] plain = Labels(Encode("a.tsv", text, new EncodingOptions()));
        int[] shuffled = Labels(Encode("a.tsv", text, new EncodingOptions { ShuffleLabels = true, Seed = 1 }));
        Assert.Equal(plain.Order(), shuffled.Order());
        Assert.InRange(plain.Zip(shuffled).Count(pair => pair.First == pair.Second), 90, 160); // 125 by chance.
        Assert.Equal(shuffled, Labels(Encode("a.tsv", text, new EncodingOptions { ShuffleLabels = true, Seed = 1 })));
        Assert.NotEqual(shuffled, Labels(Encode("a.tsv", text, new EncodingOptions { ShuffleLabels = true, Seed = 2 })));
    }

    [Fact]
    public void Encode_ShuffledTags_ArePermutedAcrossSentences()
    {
        string text = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i}/{(i < 50 ? "X" : "Y")} b{i}/{(i < 50 ? "X" : "Y")}\n"));
        EncodedCorpus corpus = Encode("a.tagged.txt", text, new EncodingOptions { ShuffleLabels = true });
        int[] tags = [.. Enumerable.Range(0, corpus.DocumentCount).SelectMany(document => corpus.Tags(document).ToArray())];
        Assert.Equal(100, tags.Count(tag => corpus.TagSet![tag] == "X"));
        Assert.InRange(tags[..100].Count(tag => corpus.TagSet![tag] == "X"), 35, 65);
    }

    private EncodedCorpus Encode(string file, string text, EncodingOptions options)
    {
        var source = new CorpusSource(_folder.Write(file, text), new CorpusOptions { LabelSeparator = ",", TextColumn = "1", LabelColumn = "2" });
        CorpusEncoder encoder = new();
        CorpusDraft draft = encoder.Add(source, options, TestContext.Current.CancellationToken);
        encoder.BuildVocabulary();
        return encoder.Complete(draft);
    }

    private static int[] Labels(EncodedCorpus corpus) => [.. Enumerable.Range(0, corpus.DocumentCount).Select(corpus.Label)];
}
