using CsCheck;
using MT2ST.Catalogs;

namespace MT2ST.Tests.Catalogs;

public sealed class SuggestionsTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'd'], 0, 8];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("switch", "swich", 1)]
    [InlineData("switch", "swithc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)] // 2 where a letter may be edited twice
    public void Distance_OfTwoWords_IsTheNumberOfEdits(string a, string b, int expected) =>
        Assert.Equal(expected, Suggestions.Distance(a, b));

    [Fact]
    public void Distance_OfAnyWords_IsSymmetricZeroOnlyForEqualOnesAndAtMostTheLongerLength() =>
        Gen.Select(Word, Word).Sample((a, b) =>
        {
            int distance = Suggestions.Distance(a, b);
            return distance == Suggestions.Distance(b, a)
                && (distance == 0) == (a == b)
                && distance <= Math.Max(a.Length, b.Length);
        });

    [Theory]
    [InlineData("dimension", "dimensions")]
    [InlineData("Epoch", "epochs")]
    [InlineData("aux", "auxiliaries")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void Nearest_OfAName_IsTheOneMeantOrNull(string given, string? expected) =>
        Assert.Equal(expected, Suggestions.Nearest(given, ["auxiliaries", "dimensions", "epochs"]));

    [Fact]
    public void Unknown_NothingNear_OnlyListsTheKnown() =>
        Assert.Equal("Unknown task 'xyz'. Known: cbow, glove.", Suggestions.Unknown("task", "xyz", ["glove", "cbow"]));

    [Fact]
    public void Unknown_NothingKnown_SaysNone() =>
        Assert.Equal("Unknown auxiliary 'brown'. Known: none.", Suggestions.Unknown("auxiliary", "brown", []));
}
