using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

public sealed class NgramVectorsTests
{
    private static readonly CharacterNgrams Ngrams = new() { Minimum = 3, Maximum = 4 };
    private static readonly WordComposition Composition = new(Ngrams, Vocabulary.Create(["where", "king", "hero"]));
    private static readonly EmbeddingTable<float> Table = new(3, 3, 0.5, new SeededRandom(1), Composition);
    private static readonly NgramVectors Vectors = new(Ngrams, Composition.Buckets, Composition.CountUses(), Table.Rows, Composition.FirstNgramRow);
    private static readonly WordVectors Words = new(Vocabulary.Create(["where", "king", "hero"]), Table.WordVectors(), Vectors);

    // The n-grams of where, king and hero in the order of their rows; "her" is in two words, the others in one.
    private static readonly string[] InOrder =
    [
        "<wh", "<whe", "whe", "wher", "her", "here", "ere", "ere>", "re>",
        "<ki", "<kin", "kin", "king", "ing", "ing>", "ng>",
        "<he", "<her", "hero", "ero", "ero>", "ro>",
    ];

    [Fact]
    public void Compose_UnknownWord_WeighsItsNgramsByTheRootOfTheirUses()
    {
        var vector = new float[3];
        Assert.Equal(7, Vectors.Compose("here", vector));
        for (int d = 0; d < 3; d++)
        {
            double sum = new[] { "<he", "<her", "her", "here", "ere", "ere>", "re>" }.Sum(ngram => (ngram == "her" ? Math.Sqrt(2) : 1) * Table.Rows.Row(4 + Array.IndexOf(InOrder, ngram))[d]);
            Assert.Equal(sum / Math.Sqrt(8), vector[d], 1e-6);
        }
    }

    [Fact]
    public void Compose_LongerWord_LeavesOutNgramsThatNoWordHas()
    {
        var vector = new float[3];
        Assert.Equal(1, Vectors.Compose("ingle", vector)); // <ing ing ingl ngl ngle gle gle> le> <in
        Assert.Equal(Table.Rows.Row(4 + Array.IndexOf(InOrder, "ing")).ToArray(), vector);
    }

    [Fact]
    public void Compose_NoKnownNgram_IsZero()
    {
        float[] vector = [1, 2, 3];
        Assert.Equal(0, Vectors.Compose("zzz", vector));
        Assert.Equal([0f, 0f, 0f], vector);
    }

    [Fact]
    public void TryGetVector_KnownWord_IsItsOwn()
    {
        var vector = new float[3];
        Assert.True(Words.TryGetVector("King", vector));
        Assert.Equal(Words[1].ToArray(), vector);
    }

    [Theory]
    [InlineData("HERE")]
    [InlineData("Here")]
    public void TryGetVector_UnknownWord_TakesTheSpellingWithMoreNgrams(string word)
    {
        float[] vector = new float[3], expected = new float[3];
        Vectors.Compose("here", expected);
        Assert.True(Words.TryGetVector(word, vector));
        Assert.Equal(expected, vector);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void TryGetVector_VectorOfAnotherLength_Throws(int length)
    {
        Assert.Throws<ArgumentException>(() => Words.TryGetVector("king", new float[length]));
        Assert.Throws<ArgumentException>(() => Vectors.Compose("here", new float[length]));
        Assert.Throws<ArgumentException>(() => Vectors.Compose("zzz", new float[length]));
    }

    [Fact]
    public void TryGetVector_NothingKnown_IsFalse() => Assert.False(Words.TryGetVector("zzz", new float[3]));

    [Fact]
    public void TryGetVector_WithoutNgrams_KnowsWordsAlone()
    {
        var plain = new WordVectors(Words.Vocabulary, Words.Rows);
        Assert.True(plain.TryGetVector("king", new float[3]));
        Assert.False(plain.TryGetVector("here", new float[3]));
    }

    public static TheoryData<int[], int[], string> WrongBuckets => new()
    {
        { [1, 1], [1, 1], "The bucket 1 comes twice" },
        { [1, Ngrams.BucketCount], [1, 1], $"The bucket {Ngrams.BucketCount} comes twice or is not in [0, {Ngrams.BucketCount})." },
        { [-1, 2], [1, 1], "The bucket -1 comes twice or is not in" },
        { [1, 2, 3], [1, 1, 1], "There are 2 rows for 3 buckets from row 0 on" },
        { [1, 2], [1], "There are 1 counts for 2 buckets" },
        { [1, 2], [1, 0], "A count is 0, expected at least 1" },
    };

    [Theory]
    [MemberData(nameof(WrongBuckets))]
    public void NgramVectors_WrongBuckets_AreRefusedByName(int[] buckets, int[] useCounts, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new NgramVectors(Ngrams, buckets, useCounts, new RowMatrix<float>(2, 3))).Message, StringComparison.Ordinal);

    [Fact]
    public void WordVectors_NgramsOfAnotherLength_AreRefused() =>
        Assert.StartsWith("The n-grams have 3 dimensions, the words 4.", Assert.Throws<ArgumentException>(() => new WordVectors(Words.Vocabulary, new RowMatrix<float>(Words.Count, 4), Vectors)).Message, StringComparison.Ordinal);
}
