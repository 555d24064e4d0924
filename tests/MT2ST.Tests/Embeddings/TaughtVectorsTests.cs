using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

public sealed class TaughtVectorsTests
{
    // Words at the corners of a flat box: its mean is (2, 1, 5), its longest axis the first.
    private static readonly Dictionary<string, float[]> Corners = new() { ["a"] = [5, 2, 5], ["b"] = [-1, 0, 5], ["c"] = [5, 0, 5], ["d"] = [-1, 2, 5] };

    [Fact]
    public void Encode_AllDimensions_TakesTheMeanOffAndWeighs()
    {
        WordVectors vectors = Encode(dimensions: 3);
        // A word with share p of the tokens has weight 1e-4 / (1e-4 + p).
        AssertEqual([3, 1, 0], 9997.0 / 10000, vectors[0]);
        AssertEqual([-3, -1, 0], 1.0 / 10000, vectors[1]);
    }

    [Fact]
    public void Encode_FewerDimensions_KeepsTheLongest()
    {
        WordVectors vectors = Encode(dimensions: 1);
        Assert.Equal(1, vectors.Dimensions);
        Assert.Equal(3 * Weight(9997.0 / 10000), Math.Abs(vectors[0][0]), 1e-8);
        Assert.True(vectors[0][0] * vectors[1][0] < 0); // On either side of the mean.
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Encode_DimensionsOutsideRange_Throws(int dimensions) => Assert.Throws<ArgumentOutOfRangeException>(() => Encode(dimensions));

    private static double Weight(double share) => 1e-4 / (1e-4 + share);

    private static void AssertEqual(double[] expected, double share, ReadOnlySpan<float> found)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i] * Weight(share), found[i], 1e-6);
    }

    private static WordVectors Encode(int dimensions)
    {
        Vocabulary words = Vocabulary.Create(["a", "b", "c", "d"], [9997, 1, 1, 1]);
        return TaughtVectors.Encode(words, new CornerTeacher(), dimensions, cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class CornerTeacher : ITextTeacher
    {
        public int Dimensions => 3;

        public IReadOnlyDictionary<string, string> Description { get; } = new Dictionary<string, string>();

        public void Encode(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
        {
            for (int text = 0; text < texts.Count; text++)
                Corners[texts[text]].CopyTo(destination[(3 * text)..]);
        }

        public void Dispose() { }
    }
}
