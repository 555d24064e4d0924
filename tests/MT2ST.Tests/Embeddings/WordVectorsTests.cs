using System.Numerics.Tensors;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

public sealed class WordVectorsTests
{
    private static readonly WordVectors Vectors = TestVectors.Of(("Paris", [3, 4]), ("london", [0, 2]), ("nowhere", [0, 0]), ("London", [-1, 0]));

    [Theory]
    [InlineData("Paris", 0)]
    [InlineData("London", 3)]
    [InlineData("LONDON", 1)]
    [InlineData("paris", Vocabulary.Missing)]
    [InlineData("Rome", Vocabulary.Missing)]
    public void Find_Word_PrefersItsOwnSpellingThenLowerCase(string word, int expected) => Assert.Equal(expected, Vectors.Find(word));

    [Fact]
    public void Cosine_KnownVectors_IsTheDotProductOverTheNorms() => Assert.Equal(0.8, Vectors.Cosine(0, 1), 1e-7);

    [Fact]
    public void Cosine_ZeroVector_IsZero() => Assert.Equal(0, Vectors.Cosine(0, 2));

    [Fact]
    public void Normalized_Vectors_HaveLengthOneOrStayZero()
    {
        WordVectors units = Vectors.Normalized(TestContext.Current.CancellationToken);
        Assert.Equal([0.6f, 0.8f], units[0].ToArray());
        Assert.Equal([0f, 0f], units[2].ToArray());
        Assert.Equal([3f, 4f], Vectors[0].ToArray());
    }

    [Fact]
    public void WordVectors_FewerRowsThanWords_Throws() =>
        Assert.Throws<ArgumentException>(() => new WordVectors(Vocabulary.Create(["a", "b"], null), new RowMatrix<float>(1, 3)));

    [Fact]
    public void WordVectors_RowOfTheUnknownWord_BelongsToNoWord()
    {
        var vectors = new WordVectors(Vocabulary.Create(["a", "b"], null), new RowMatrix<float>(3, 3));
        Assert.Equal(2, vectors.Count);
        Assert.Equal(2, vectors.Normalized(TestContext.Current.CancellationToken).Rows.RowCount);
        Assert.Equal(0, TensorPrimitives.Norm(vectors[1]));
    }
}
