using System.Globalization;
using System.Text;
using MT2ST.Embeddings;

namespace MT2ST.Tests.Embeddings;

public sealed class CharacterNgramsTests
{
    private static readonly CharacterNgrams Default = new();

    /// <summary>Words with the buckets that fastText gives their n-grams; see Golden/make_ngrams.py.</summary>
    public static IEnumerable<IGrouping<string, string[]>> Golden =>
        File.ReadLines(RepositoryFiles.Path("tests", "MT2ST.Tests", "Embeddings", "Golden", "ngrams.txt"))
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' '))
            .GroupBy(columns => columns[0]);

    [Fact]
    public void AddBuckets_WordsOfManyScripts_AreThoseOfFastText()
    {
        Assert.Equal(17, Golden.Count());
        foreach (IGrouping<string, string[]> word in Golden)
            Assert.Equal(word.Select(columns => int.Parse(columns[2], CultureInfo.InvariantCulture)), Buckets(Default, word.Key));
    }

    // FNV-1a of "<a>" by hand: 2166136261, then for each byte xor and times 16777619 modulo 2^32.
    [Fact]
    public void AddBuckets_OneNgram_IsItsHash()
    {
        uint hash = 2166136261;
        foreach (char c in "<a>")
            hash = unchecked((hash ^ c) * 16777619);
        Assert.Equal([(int)(hash % 1000)], Buckets(new CharacterNgrams { BucketCount = 1000 }, "a"));
    }

    [Theory]
    [InlineData("a", 3, 6, 1)] // <a>
    [InlineData("ab", 3, 6, 3)] // <ab ab> <ab>
    [InlineData("ab", 1, 1, 2)] // a b: a mark alone is no n-gram.
    [InlineData("ab", 1, 2, 5)] // a b <a ab b>
    [InlineData("日本", 3, 3, 2)] // Characters, not bytes.
    [InlineData("a", 4, 6, 0)]
    [InlineData("", 3, 6, 0)]
    [InlineData("", 2, 6, 1)] // <>
    public void AddBuckets_Lengths_CountCharactersWithMarks(string word, int minimum, int maximum, int expected) =>
        Assert.Equal(expected, Buckets(new CharacterNgrams { Minimum = minimum, Maximum = maximum }, word).Count);

    [Fact]
    public void AddBuckets_LongWord_HasAllNgrams() => // Of 1,002 characters there are 1,000 of 3, ... 997 of 6.
        Assert.Equal(1000 + 999 + 998 + 997, Buckets(Default, new string('x', 1000)).Count);

    [Theory]
    [InlineData(0, 6, 10)]
    [InlineData(4, 3, 10)]
    [InlineData(3, 101, 10)]
    [InlineData(3, 6, 0)]
    [InlineData(3, 6, CharacterNgrams.MaximumBucketCount + 1)]
    public void Validate_OutOfRange_Throws(int minimum, int maximum, int buckets) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CharacterNgrams { Minimum = minimum, Maximum = maximum, BucketCount = buckets }.Validate());

    private static List<int> Buckets(CharacterNgrams ngrams, string word)
    {
        var buckets = new List<int>();
        ngrams.AddBuckets(Encoding.UTF8.GetBytes(word), buckets);
        return buckets;
    }
}
