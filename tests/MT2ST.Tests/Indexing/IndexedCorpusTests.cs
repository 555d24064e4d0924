using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Indexing;

public sealed class IndexedCorpusTests
{
    private static readonly Vocabulary Words = Vocabulary.Create(Enumerable.Range(0, 50).Select(i => $"w{i:D2}"));

    [Fact]
    public void Select_Documents_ComeInTheOrderGiven() =>
        Assert.Equal([3, 0, 3], FirstTokens(Numbered(5).Select([3, 0, 3])));

    [Fact]
    public void Select_OfASelection_RefersToIt() => Assert.Equal([4, 2], FirstTokens(Numbered(5).Select([4, 3, 2]).Select([0, 2])));

    [Fact]
    public void Slice_OfASlice_RefersToIt() => Assert.Equal([3, 4], FirstTokens(Numbered(6).Slice(1, 5).Slice(2, 2)));

    [Fact]
    public void TokenCount_OfAView_CountsItsDocuments() => Assert.Equal(2, Numbered(5).Select([1, 2]).TokenCount);

    [Fact]
    public void Select_DocumentBehindTheEnd_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(5).Slice(0, 2).Select([2]));

    [Fact]
    public void SplitEvery_Tenth_HoldsOutOneOfEveryTenAndKeepsTheOthers()
    {
        CorpusSplit split = Numbered(45).SplitEvery(10);
        int[] heldOut = FirstTokens(split.HeldOut);
        Assert.Equal([0, 1, 2, 3], heldOut.Select(document => document / 10));
        Assert.Equal(Enumerable.Range(0, 45).Except(heldOut), FirstTokens(split.Train));
    }

    [Fact]
    public void SplitEvery_Twice_IsTheSame() =>
        Assert.Equal(FirstTokens(Numbered(50).SplitEvery(5).HeldOut), FirstTokens(Numbered(50).SplitEvery(5).HeldOut));

    // A file that goes round its labels must not give a dev set of one label.
    [Fact]
    public void SplitEvery_EvenInterval_HoldsOutOddAndEvenDocuments() =>
        Assert.InRange(FirstTokens(Numbered(50).SplitEvery(2).HeldOut).Count(document => document % 2 == 0), 5, 20);

    [Fact]
    public void SplitEvery_FewerDocuments_IsRefused() => Assert.Throws<InvalidDataException>(() => Numbered(9).SplitEvery(10));

    [Fact]
    public void LabelSet_DocumentsWithSeveralLabels_HasThemInTheirOrder()
    {
        IndexedCorpusBuilder builder = new(Words, Vocabulary.Create(["a", "b", "c"]), keepsAllLabels: true);
        builder.Add([1], labels: [2, 0]);
        builder.Add([2], labels: []);
        builder.Add([3], labels: [1]);
        IndexedCorpus corpus = builder.Build();
        Assert.True(corpus.HasLabelSets);
        Assert.Equal([[2, 0], [], [1]], Enumerable.Range(0, 3).Select(document => corpus.LabelSet(document).ToArray()));
        Assert.Equal([2, -1, 1], Enumerable.Range(0, 3).Select(corpus.Label));
    }

    [Fact]
    public void Add_TokenBehindTheVocabulary_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new IndexedCorpusBuilder(Words).Add([51]));
        Assert.Equal("Found 51 among the tokens, expected a number in [0, 50].", error.Message);
    }

    private static IndexedCorpus Numbered(int documentCount)
    {
        IndexedCorpusBuilder builder = new(Words);
        for (int document = 0; document < documentCount; document++)
            builder.Add([document % Words.Count]);
        return builder.Build();
    }

    private static int[] FirstTokens(IndexedCorpus corpus) =>
        [.. Enumerable.Range(0, corpus.DocumentCount).Select(document => corpus.Tokens(document)[0])];
}
