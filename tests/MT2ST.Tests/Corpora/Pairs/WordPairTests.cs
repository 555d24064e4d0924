using MT2ST.Corpora.Pairs;

namespace MT2ST.Tests.Corpora.Pairs;

public sealed class WordPairTests
{
    [Fact]
    public void Pair_OrderAndCase_DoNotCount() => Assert.Equal(new WordPair("tiger", "Cat"), new WordPair("CAT", "Tiger"));

    [Fact]
    public void Pair_AnotherWord_IsAnotherPair() => Assert.NotEqual(new WordPair("tiger", "cat"), new WordPair("tiger", "cats"));

    // Computed by a Python program of its own: a published split must not move.
    [Theory]
    [InlineData("tiger", "cat", PairHalf.Test, false)]
    [InlineData("love", "sex", PairHalf.Dev, true)]
    [InlineData("smart", "intelligent", PairHalf.Dev, false)]
    [InlineData("sun", "sunlight", PairHalf.Dev, true)]
    [InlineData("café", "tea", PairHalf.Test, false)]
    [InlineData("gem", "jewel", PairHalf.Test, true)]
    public void Half_OfAPair_NeverChanges(string first, string second, PairHalf half, bool judgesTargets)
    {
        Assert.Equal(half, new WordPair(second, first).Half);
        Assert.Equal(judgesTargets, new WordPair(second, first).JudgesTargets);
    }

    [Fact]
    public void Half_OfManyPairs_IsAFairDraw()
    {
        WordPair[] pairs = [.. Enumerable.Range(0, 4000).Select(i => new WordPair($"w{i}", $"w{7 * i}x"))];
        // Four standard deviations of a binomial count.
        Assert.InRange(pairs.Count(pair => pair.Half == PairHalf.Dev), 2000 - 127, 2000 + 127);
        Assert.InRange(pairs.Count(pair => pair is { Half: PairHalf.Dev, JudgesTargets: true }), 1000 - 110, 1000 + 110);
    }
}
