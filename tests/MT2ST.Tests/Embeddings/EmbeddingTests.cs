using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

public sealed class EmbeddingTests
{
    private static readonly WordComposition Composition = new(new CharacterNgrams(), Vocabulary.Create(["where", "here", "a", "mississippi"]));
    private static readonly int[] Words = [1, Embedding<double>.Padding, 0, 4, 3, 1];

    [Fact]
    public void EmbeddingTable_MoreRowsThanAnArrayHolds_SaysWhatToLower()
    {
        string message = Assert.Throws<ArgumentException>(() => new EmbeddingTable<float>(30_000_000, 100, 0.5, new SeededRandom(1))).Message;
        Assert.Equal($"The table needs V + 1 + n-grams = 30000000 + 1 + 0 = 30000001 rows of 100 values, more than an array holds ({Array.MaxLength} values). Lower dimensions or ngramBuckets, raise minCount.", message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Gather_WithNgrams_IsTheScaledSumOfTheRows(int dimensions)
    {
        Embedding<double> embedding = NewTable(dimensions).CreateView();
        RowMatrix<double> x = Gathered(embedding);
        for (int i = 0; i < Words.Length; i++)
            for (int d = 0; d < x.Stride; d++)
                Assert.Equal(d < dimensions ? Expected(embedding, Words[i], d) : 0, x.PaddedRow(i)[d], 1e-14);
    }

    [Fact]
    public void Apply_WithNgrams_GivesEachRowItsShareOfTheGradient()
    {
        Embedding<double> embedding = NewTable(5).CreateView();
        var dX = new RowMatrix<double>(Words.Length, 5);
        Initialization.Uniform(dX, 1, new SeededRandom(2), TestContext.Current.CancellationToken);
        var expected = new double[embedding.Parameter.Rows.RowCount, 5];
        for (int i = 0; i < Words.Length; i++)
            foreach (int row in RowsOf(Words[i]))
                for (int d = 0; d < 5; d++)
                    expected[row, d] += dX.Row(i)[d] / Math.Sqrt(RowsOf(Words[i]).Length);
        var record = new GradientRecord<double>();
        embedding.Apply(new RecordingUpdate<double>(record), Words, dX);
        IReadOnlyList<int> touched = record.Rows(embedding.Parameter);
        Assert.Equal(Words.SelectMany(RowsOf).Distinct(), touched);
        for (int i = 0; i < touched.Count; i++)
            for (int d = 0; d < 5; d++)
                Assert.Equal(expected[touched[i], d], record.Gradient(embedding.Parameter, i)[d], 1e-14);
    }

    [Fact]
    public void WordVectors_WithNgrams_AreWhatTasksRead()
    {
        EmbeddingTable<double> table = NewTable(5);
        RowMatrix<double> vectors = table.WordVectors(), x = Gathered(table.CreateView());
        Assert.Equal(5, vectors.RowCount);
        Assert.Equal(x.Row(0).ToArray(), vectors.Row(1).ToArray());
        Assert.Equal(x.Row(3).ToArray(), vectors.Row(4).ToArray());
    }

    [Fact]
    public void WordVectors_WithoutNgrams_AreTheRows()
    {
        var table = new EmbeddingTable<double>(4, 5, 0.5, new SeededRandom(1));
        Assert.Same(table.Rows, table.WordVectors());
    }

    [Fact]
    public void Table_CompositionOfOtherWords_Throws() =>
        Assert.Throws<ArgumentException>(() => new EmbeddingTable<double>(3, 5, 0.5, new SeededRandom(1), Composition));

    private static EmbeddingTable<double> NewTable(int dimensions) => new(4, dimensions, 0.5, new SeededRandom(1), Composition);

    private static RowMatrix<double> Gathered(Embedding<double> embedding)
    {
        var x = new RowMatrix<double>(Words.Length, embedding.Dimensions);
        x.Values.Fill(double.NaN);
        embedding.Gather(Words, x);
        return x;
    }

    private static int[] RowsOf(int word) => word < 0 ? [] : Composition.Rows(word).ToArray();

    private static double Expected(Embedding<double> embedding, int word, int dimension)
    {
        double sum = 0;
        foreach (int row in RowsOf(word))
            sum += embedding.Parameter.Rows.Row(row)[dimension];
        return word < 0 ? 0 : sum / Math.Sqrt(RowsOf(word).Length);
    }
}
