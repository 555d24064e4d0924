using MT2ST.Embeddings;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

public sealed class WordCompositionTests
{
    private static readonly CharacterNgrams Ngrams = new() { Minimum = 2, Maximum = 3 };
    private static readonly Vocabulary Words = Vocabulary.Create(["aa", "ba", "aa>"]);
    private static readonly WordComposition Composition = new(Ngrams, Words);

    // <aa>: <a <aa aa aa> a>; <ba>: <b <ba ba ba> a>; <aa>>: <a <aa aa aa> a> a>> >>.
    [Fact]
    public void Rows_NewNgrams_GetRowsInTheOrderOfTheirFirstUse()
    {
        Assert.Equal([0, 4, 5, 6, 7, 8], Composition.Rows(0).ToArray());
        Assert.Equal([1, 9, 10, 11, 12, 8], Composition.Rows(1).ToArray());
        Assert.Equal([2, 4, 5, 6, 7, 8, 13, 14], Composition.Rows(2).ToArray());
    }

    [Fact]
    public void Rows_UnknownWord_IsItsOwnRowAlone() => Assert.Equal([3], Composition.Rows(3).ToArray());

    [Fact]
    public void Buckets_OnlyThoseInUse_HaveARow()
    {
        var ofFirst = new List<int>();
        Ngrams.AddBuckets("aa"u8, ofFirst);
        Assert.Equal(ofFirst, Composition.Buckets[..5].ToArray());
        Assert.Equal(11, Composition.Buckets.Length);
        Assert.Equal(4, Composition.FirstNgramRow);
        Assert.Equal(15, Composition.RowCount);
    }

    [Fact]
    public void CountUses_EveryWord_CountsItsNgrams()
    {
        Assert.Equal([2, 2, 2, 2, 3, 1, 1, 1, 1, 1, 1], Composition.CountUses()); // a> is in all three.
        Assert.Equal([5 + 5 + 7], new WordComposition(Ngrams with { BucketCount = 1 }, Words).CountUses());
    }

    [Fact]
    public void Rows_OneBucket_ComesAsOftenAsItIsHit()
    {
        var composition = new WordComposition(Ngrams with { BucketCount = 1 }, Words);
        Assert.Equal([0, 4, 4, 4, 4, 4], composition.Rows(0).ToArray());
        Assert.Equal([0], composition.Buckets.ToArray());
    }

    [Fact]
    public void Rows_WordWithoutNgrams_IsItsOwnRowAlone() =>
        Assert.Equal([0], new WordComposition(new CharacterNgrams { Minimum = 4 }, Vocabulary.Create(["a"])).Rows(0).ToArray());
}
