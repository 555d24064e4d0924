using MT2ST.Embeddings;

namespace MT2ST.Tests.Embeddings;

public sealed class NearestWordsTests
{
    private static readonly NearestWords Nearest = new(TestVectors.Of(
        ("north", [0, 2]), ("east", [5, 0]), ("northeast", [1, 1]), ("alsoeast", [0.1f, 0]), ("south", [0, -1])));

    [Fact]
    public void To_Word_GivesTheOthersFromNearToFar()
    {
        IReadOnlyList<WordMatch> matches = Nearest.To("North", 10, TestContext.Current.CancellationToken);
        Assert.Equal(["northeast", "east", "alsoeast", "south"], matches.Select(match => match.Word));
        Assert.Equal(Math.Sqrt(0.5), matches[0].Cosine, 1e-6);
        Assert.Equal(-1, matches[3].Cosine, 1e-6);
    }

    [Fact]
    public void To_Vector_IncludesEveryWordAndIgnoresLength() =>
        Assert.Equal(["east", "alsoeast", "northeast"], Nearest.To([70f, 0f], 3, TestContext.Current.CancellationToken).Select(match => match.Word));

    [Fact]
    public void To_ManyWords_AgreesWithSortingAll()
    {
        var vectors = TestVectors.Random(500, 7, seed: 5);
        string[] sorted = [.. Enumerable.Range(1, 499).OrderByDescending(id => vectors.Cosine(0, id)).Select(id => $"w{id}")];
        Assert.Equal(sorted[..25], new NearestWords(vectors).To("w0", 25, TestContext.Current.CancellationToken).Select(match => match.Word));
    }

    [Fact]
    public void To_UnknownWord_Throws()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Nearest.To("up", 1, TestContext.Current.CancellationToken));
        Assert.Equal("The word 'up' is not among the 5 words of the vectors.", error.Message);
    }

    [Fact]
    public void To_ZeroVector_Throws() => Assert.Throws<ArgumentException>(() => Nearest.To([0f, 0f], 1, TestContext.Current.CancellationToken));

    [Fact]
    public void To_WrongDimensions_Throws() => Assert.Throws<ArgumentException>(() => Nearest.To([1f], 1, TestContext.Current.CancellationToken));

    [Fact]
    public void To_CountOfZero_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Nearest.To("north", 0, TestContext.Current.CancellationToken));
}
