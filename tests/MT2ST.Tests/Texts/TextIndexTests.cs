using System.Numerics.Tensors;
using MT2ST.Numerics;
using MT2ST.Texts;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Texts;

/// <summary>The index finds exactly what a search of all vectors finds.</summary>
public sealed class TextIndexTests : IDisposable
{
    private const int WordCount = 400;
    private const int Dimensions = 24;

    private readonly TemporaryFolder _folder = new();
    private readonly TextEmbedder _embedder = Embedder(seed: 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Search_ManyTexts_FindsWhatAllCosinesSay()
    {
        string[] texts = Texts(10_000);
        TextIndex index = TextIndex.Create(_embedder, texts, Cancellation);
        for (int query = 0; query < 25; query++)
        {
            string text = Texts(1, seed: 100 + (ulong)query)[0];
            float[] vector = _embedder.Embed(text);
            (int Index, float Cosine)[] expected = [.. texts.Select((other, i) => (i, TensorPrimitives.Dot<float>(_embedder.Embed(other), vector))).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.i).Take(7)];
            IReadOnlyList<TextMatch> found = index.Search(text, 7, cancellationToken: Cancellation);
            Assert.Equal(expected.Select(match => match.Cosine), found.Select(match => (float)match.Score), (a, b) => Math.Abs(a - b) < 1e-5f);
            Assert.Equal(expected.Select(match => match.Index), found.Select(match => match.Index));
        }
    }

    [Fact]
    public void Search_TextItself_IsFirstAtCosineOne()
    {
        string[] texts = Texts(50);
        TextMatch best = TextIndex.Create(_embedder, texts, Cancellation).Search(texts[17], 1, cancellationToken: Cancellation)[0];
        Assert.Equal(17, best.Index);
        Assert.Equal(1, best.Score, 1e-6);
    }

    [Fact]
    public void Search_MoreThanThereAre_GivesThoseWithAVector()
    {
        TextIndex index = TextIndex.Create(_embedder, ["w1 w2", "", "nothing known", "w3"], Cancellation);
        Assert.Equal(2, index.EmptyCount);
        Assert.Equal([0, 3], index.Search("w1", 10, cancellationToken: Cancellation).Select(match => match.Index).Order());
    }

    [Fact]
    public void Search_Words_FindWhatTheModelDoesNotKnow()
    {
        TextIndex index = TextIndex.Create(_embedder, ["w1 w2", "zebra crossing", "w3"], Cancellation);
        Assert.Equal(1, index.Search("zebra", 3, wordWeight: 0.5, Cancellation)[0].Index);
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => index.Search("zebra", 3, cancellationToken: Cancellation));
        Assert.Equal("No word of the query 'zebra' is known to the model; a weight of BM25 finds texts by their words alone.", error.Message);
        Assert.Throws<KeyNotFoundException>(() => index.Search("unicorn", 3, wordWeight: 0.5, Cancellation));
    }

    // Scores that are all alike have no range to be scaled by.
    [Fact]
    public void Search_TextsThatAreAllTheQuery_ScoreOne() =>
        Assert.All(TextIndex.Create(_embedder, ["w1 w2", "w1 w2"], Cancellation).Search("w1 w2", 2, wordWeight: 0.5, Cancellation), match => Assert.Equal(1, match.Score, 1e-6));

    [Theory]
    [InlineData(0, "is no whole index of texts: name another file, or remove it")]
    [InlineData(8, "found a value that is not finite")]
    public void Load_DamagedFile_SaysWhatToDo(int damage, string message)
    {
        TextIndex.Create(_embedder, Texts(100), Cancellation).Save(_folder.Path("i"), "one");
        byte[] bytes = File.ReadAllBytes(_folder.Path("i"));
        bytes.AsSpan(^8..).Fill(0xFF);
        File.WriteAllBytes(_folder.Path("i"), damage == 0 ? bytes[..^1] : bytes);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TextIndex.TryLoad(_folder.Path("i"), "one", _embedder, Texts(100), Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfTheSame_FindsTheSame()
    {
        string[] texts = Texts(100);
        TextIndex index = TextIndex.Create(_embedder, texts, Cancellation);
        index.Save(_folder.Path("i"), "one");
        TextIndex? loaded = TextIndex.TryLoad(_folder.Path("i"), "one", _embedder, texts, Cancellation);
        Assert.NotNull(loaded);
        Assert.Equal(index.Search("w1 w2", 5, cancellationToken: Cancellation), loaded.Search("w1 w2", 5, cancellationToken: Cancellation));
        Assert.Null(TextIndex.TryLoad(_folder.Path("i"), "two", _embedder, texts, Cancellation));
        Assert.Null(TextIndex.TryLoad(_folder.Path("i"), "one", _embedder, texts[..99], Cancellation));
    }

    private static TextEmbedder Embedder(ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new RowMatrix<float>(WordCount, Dimensions);
        for (int row = 0; row < WordCount; row++)
            foreach (ref float value in rows.Row(row))
                value = (float)(random.NextDouble() + random.NextDouble() - 1);
        return TextEmbedder.Of(new WordVectors(Vocabulary.Create(Enumerable.Range(0, WordCount).Select(word => $"w{word}")), rows));
    }

    private static string[] Texts(int count, ulong seed = 3)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 3 + random.NextInt32(6)).Select(_ => $"w{random.NextInt32(WordCount)}")))];
    }
}
