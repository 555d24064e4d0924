using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Runs.Preparation;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Runs.Preparation;

public sealed class InitialVectorsTests : IDisposable
{
    private static readonly Vocabulary Words = Vocabulary.Create(["the", "London", "paris", "rare"], [6, 2, 1, 1]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WordsFound_GetTheirVectorsAndOthersStay(bool hasNgrams)
    {
        EmbeddingTable<float> table = Table(hasNgrams);
        float[] rare = Vector(table, "rare");
        InitialCoverage coverage = Read("4 2\nthe 1 2\nlondon 3 4\nParis 9 9\nthe 7 7\n", table);
        Assert.Equal([1f, 2f], Vector(table, "the"), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal([3f, 4f], Vector(table, "London"), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal(rare, Vector(table, "rare"));
        Assert.Equal(0.5, coverage.WordShare);
        Assert.Equal(0.8, coverage.TokenShare, 1e-12);
    }

    [Theory]
    [InlineData("2 2\nlondon 1 1\nLondon 3 4\n")]
    [InlineData("2 2\nLondon 3 4\nlondon 1 1\n")]
    public void Read_WordInBothCases_TakesItAsWritten(string text)
    {
        EmbeddingTable<float> table = Table(hasNgrams: false);
        Read(text, table);
        Assert.Equal([3f, 4f], Vector(table, "London"));
    }

    [Fact]
    public void Read_OtherDimensions_SaysWhatToSet()
    {
        var error = Assert.Throws<SettingException>(() => Read("1 3\nthe 1 2 3\n", Table(hasNgrams: false)));
        Assert.Equal($"dimensions is 2, but the vectors of {_folder.Path("vectors.vec")} have 3. Set --dimensions 3.", error.Message);
    }

    [Fact]
    public void Read_NoWordOfTheVocabulary_IsRefused()
    {
        var error = Assert.Throws<SettingException>(() => Read("1 2\nder 1 2\n", Table(hasNgrams: false)));
        Assert.Contains("which has none of the 4 words of the vocabulary", error.Message, StringComparison.Ordinal);
    }

    private InitialCoverage Read(string text, EmbeddingTable<float> table) =>
        InitialVectors.Read(_folder.Write("vectors.vec", text), Words, table, TestContext.Current.CancellationToken);

    private static EmbeddingTable<float> Table(bool hasNgrams)
    {
        WordComposition? composition = hasNgrams ? new WordComposition(new CharacterNgrams { Minimum = 2, Maximum = 3, BucketCount = 1000 }, Words) : null;
        return new EmbeddingTable<float>(Words.Count, 2, scale: 0.5, new SeededRandom(1), composition);
    }

    private static float[] Vector(EmbeddingTable<float> table, string word) => table.WordVectors().Row(Words.IndexOf(word)).ToArray();
}
