using System.Numerics.Tensors;
using System.Text;
using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Runs.Models;

/// <summary>The vectors of texts: what they are made of, and that any thread may ask for them without cost.</summary>
public sealed class TextEmbedderTests : IDisposable
{
    private static readonly string[] Texts = ["a fine story", "dull, and AWFUL", "nothing of it", "", "fine unheardof film"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Embed_WordVectors_IsTheMeanOfTheKnownWordsAtLengthOne()
    {
        TextEmbedder texts = TextEmbedder.Of(Vectors(("sun", [3, 0]), ("moon", [1, 4])));
        Assert.Equal([2, 2], texts.KeepingLengths().Embed("The sun, the Moon!"));
        float half = 1 / MathF.Sqrt(2);
        Assert.Equal([half, half], texts.Embed("moon sun"), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Embed_NoKnownWord_GivesZerosAndFalse()
    {
        TextEmbedder texts = TextEmbedder.Of(Vectors(("sun", [3, 0])));
        float[] vector = [7, 7];
        Assert.False(texts.Embed("stars", vector));
        Assert.Equal([0, 0], vector);
        Assert.True(texts.Embed("stars and sun", vector));
        Assert.Equal([1, 0], vector);
    }

    [Fact]
    public void Embed_VocabularyWithCapitals_KeepsThem()
    {
        TextEmbedder texts = TextEmbedder.Of(Vectors(("May", [1, 0]), ("may", [0, 1])));
        Assert.Equal([1, 0], texts.Embed("May"));
        Assert.Equal([0, 1], texts.Embed("may"));
    }

    [Fact]
    public void Embed_UnknownWordWithNgrams_IsMadeOfThem()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder, "ngrams=3-4", "primary.task=classification"));
        var vector = new float[model.Vectors.Dimensions];
        Assert.True(model.Vectors.TryGetVector("lovelier", vector));
        float[] embedded = TextEmbedder.Of(model.Vectors).KeepingLengths().Embed("lovelier");
        Assert.Equal(vector, embedded, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData]
    [InlineData("primary.pooling=attention")]
    [InlineData("primary.encoder=cnn", "primary.widths=[2]", "primary.filters=4")]
    public void Embed_Classifier_IsWhatItsHeadReads(params string[] settings)
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder, settings));
        NamedTensor weights = model.Parameter("classification/weights"), bias = model.Parameter("classification/bias");
        int dimensions = model.TextDimensions;
        foreach (string text in Texts.Where(text => text.Contains("fine", StringComparison.Ordinal)))
        {
            float[] features = model.TextEmbedder.KeepingLengths().Embed(text);
            double[] logits = [.. model.Labels.Select((_, label) => (double)TensorPrimitives.Dot(weights.Values.AsSpan(label * dimensions, dimensions), features) + bias.Values[label])];
            double positive = 1 / (1 + Math.Exp(logits.Sum() - (2 * logits[model.Labels.ToList().IndexOf("pos")])));
            Assert.Equal(positive, model.PredictAll(text).Single(label => label.Label == "pos").Probability, 1e-5);
            Assert.Equal(1, TensorPrimitives.Norm<float>(model.Embed(text)), 1e-5);
        }
    }

    [Fact]
    public void Embed_LoadedModel_GivesWhatTheTrainedOneGave()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder));
        model.Save(_folder.Path("model"));
        TextEmbedder loaded = TextEmbedder.Load(_folder.Path("model"), Cancellation);
        Assert.Equal(model.TextDimensions, loaded.Dimensions);
        foreach (string text in Texts)
            Assert.Equal(model.Embed(text), loaded.Embed(text), (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void EmbedAll_ManyTexts_GivesEachItsOwnInOrder()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder));
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => Texts[i * 7 % Texts.Length])];
        RowMatrix<float> all = model.EmbedAll(texts, Cancellation);
        Assert.Equal((texts.Length, model.TextDimensions), (all.RowCount, all.Dimensions));
        for (int i = 0; i < texts.Length; i++)
            Assert.Equal(model.Embed(texts[i]), all.Row(i).ToArray());
    }

    [Fact]
    public void Embed_SpanOverloads_AllocateNothing()
    {
        TextEmbedder model = TrainedModel.Of(SmallRuns.Train(_folder)).TextEmbedder;
        TextEmbedder mean = TextEmbedder.Of(Vectors(("sun", [3, 0]), ("moon", [1, 4])));
        byte[] utf8 = Encoding.UTF8.GetBytes("a fine story of the sun");
        var vector = new float[model.Dimensions];
        var small = new float[2];
        Work();
        Allocations.AssertNone(Work);

        void Work()
        {
            for (int i = 0; i < 100; i++)
            {
                model.Embed(utf8, vector);
                model.Embed("a fine story", vector);
                mean.Embed(utf8, small);
            }
        }
    }

    [Fact]
    public void Embed_SpanOfAnotherLength_IsRefused()
    {
        TextEmbedder texts = TextEmbedder.Of(Vectors(("sun", [3, 0])));
        ArgumentException error = Assert.Throws<ArgumentException>(() => texts.Embed("sun", new float[3]));
        Assert.StartsWith("The vector has 3 values, expected 2.", error.Message, StringComparison.Ordinal);
    }

    private static WordVectors Vectors(params (string Word, float[] Values)[] words)
    {
        var rows = new RowMatrix<float>(words.Length, words[0].Values.Length);
        for (int i = 0; i < words.Length; i++)
            words[i].Values.CopyTo(rows.Row(i));
        return new WordVectors(Vocabulary.Create(words.Select(word => word.Word)), rows);
    }
}
