using System.Text;
using MT2ST.Indexing;

namespace MT2ST.Tests.Indexing;

public sealed class WordFeaturesTests
{
    private const int ShapeFeature = 6;

    [Fact]
    public void Write_FixedWord_GivesTheSameNumbersForever()
    {
        // Prefixes B, Be, Ber; suffixes n, in, lin; shape Xx. Computed by FNV-1a's definition (32 bits), modulo 16,384.
        int[] expected = [Fnv(0, "B"), Fnv(1, "Be"), Fnv(2, "Ber"), Fnv(3, "n"), Fnv(4, "in"), Fnv(5, "lin"), Fnv(6, "Xx")];
        Assert.Equal(expected, Features("Berlin"));
    }

    [Theory]
    [InlineData("Berlin", "Paris")]
    [InlineData("3.14", "12,5")]
    [InlineData("1", "1999")]
    [InlineData("O'Neill", "D'Arcy")]
    [InlineData("中文", "été")]
    public void Write_SameShape_GivesTheSameFeature(string first, string second) =>
        Assert.Equal(Features(first)[ShapeFeature], Features(second)[ShapeFeature]);

    [Theory]
    [InlineData("Berlin", "berlin")]
    [InlineData("NASA", "Nasa")]
    [InlineData("3.14", "314")]
    public void Write_OtherShape_GivesAnotherFeature(string first, string second) =>
        Assert.NotEqual(Features(first)[ShapeFeature], Features(second)[ShapeFeature]);

    [Fact]
    public void Write_ShortWord_IsItsOwnAffixes() => Assert.Equal(Fnv(2, "é"), Features("é")[2]);

    [Fact]
    public void Write_FewBuckets_StaysWithinThem()
    {
        int[] features = new int[WordFeatures.Count];
        WordFeatures.Write("internationalisation"u8, 3, features);
        Assert.All(features, feature => Assert.InRange(feature, 0, 2));
    }

    private static int[] Features(string word)
    {
        int[] features = new int[WordFeatures.Count];
        WordFeatures.Write(Encoding.UTF8.GetBytes(word), WordFeatures.DefaultBucketCount, features);
        return features;
    }

    private static int Fnv(int feature, string text)
    {
        uint hash = 2166136261;
        foreach (byte value in (byte[])[(byte)feature, .. Encoding.UTF8.GetBytes(text)])
            hash = unchecked((hash ^ value) * 16777619);
        return (int)(hash % WordFeatures.DefaultBucketCount);
    }
}
