using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class WordNgramsTests
{
    private const int Unknown = 1000;

    [Fact]
    public void Write_Pairs_DependOnBothWordsAndTheirOrder()
    {
        int[] pairs = [Bucket(1, 2), Bucket(2, 1), Bucket(1, 3), Bucket(3, 2), Bucket(0, 1)];
        Assert.Equal(pairs.Length, pairs.Distinct().Count());
    }

    [Fact]
    public void Write_SamePair_HasTheSameBucketAnywhere()
    {
        int[] buckets = Write(2, [5, 1, 2, 9, 1, 2]);
        Assert.Equal(5, buckets.Length);
        Assert.Equal(buckets[1], buckets[4]);
        Assert.Equal(Bucket(1, 2), buckets[1]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 4)]
    [InlineData(3, 7)]
    [InlineData(5, 10)]
    public void Write_FiveWords_HasEveryNgram(int longest, int expected) => Assert.Equal(expected, Write(longest, [1, 2, 3, 4, 5]).Length);

    [Fact]
    public void Write_UnknownWord_IsInNoNgram()
    {
        Assert.Equal(Write(3, [1, 2]), Write(3, [1, 2, Unknown, 4]));
        Assert.Empty(Write(2, [Unknown, Unknown]));
    }

    [Fact]
    public void Write_ManyPairs_SpreadEvenly()
    {
        const int BucketCount = 16, Side = 128;
        var counts = new int[BucketCount];
        for (int first = 0; first < Side; first++)
            for (int second = 0; second < Side; second++)
                counts[Write(2, [first, second], BucketCount)[0]]++;
        // Chi-square with 15 degrees of freedom is above 44 in one of 10,000 draws.
        double expected = (double)Side * Side / BucketCount;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 44);
    }

    [Fact]
    public void CountDifferent_RandomTexts_IsNearTheTruth()
    {
        const int WordCount = 20;
        var random = new SeededRandom(seed: 5);
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Vocabulary.Create(["a"]));
        HashSet<(int, int, int)> different = [];
        for (int document = 0; document < 300; document++)
        {
            int[] words = [.. Enumerable.Range(0, 20).Select(_ => random.NextInt32(WordCount))];
            corpus.Add(words, label: 0);
            for (int i = 0; i + 1 < words.Length; i++)
                different.UnionWith(i + 2 < words.Length ? [(words[i], words[i + 1], -1), (words[i], words[i + 1], words[i + 2])] : [(words[i], words[i + 1], -1)]);
        }
        Assert.InRange(WordNgrams.CountDifferent([corpus.Build()], longest: 3, maximumWords: 20) / different.Count, 0.99, 1.01);
    }

    private static int Bucket(int first, int second) => Assert.Single(Write(2, [first, second]));

    private static int[] Write(int longest, int[] words, int bucketCount = 1_000_000)
    {
        var ngrams = new WordNgrams(longest, bucketCount, Unknown);
        var buckets = new int[ngrams.MaximumCount(words.Length)];
        return buckets[..ngrams.Write(words, buckets)];
    }
}
