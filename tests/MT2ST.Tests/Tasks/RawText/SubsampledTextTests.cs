using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.RawText;

public sealed class SubsampledTextTests
{
    private static readonly int[] Counts = [100, 60, 30, 9, 1];

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.001)]
    public void NextPiece_ManyEpochs_KeepsEachWordAtItsProbability(double threshold)
    {
        const int Epochs = 2000;
        IndexedCorpus text = Text();
        var random = new SeededRandom(3);
        var reader = new SubsampledText(new WordFrequencies(text, Counts.Length, threshold), text, new ExampleOrder(1, Shard.Whole(3), random), random);
        var kept = new double[Counts.Length];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            reader.NextPiece();
            foreach (int word in reader.Words)
                kept[word]++;
        }
        for (int word = 0; word < Counts.Length; word++)
        {
            double share = threshold / (Counts[word] / 200.0); // t / f
            double expected = Math.Min(1, Math.Sqrt(share) + share), trials = (double)Epochs * Counts[word];
            double deviation = Math.Sqrt(expected * (1 - expected) / trials);
            Assert.InRange(kept[word] / trials, expected - (4 * deviation) - 1e-9, expected + (4 * deviation) + 1e-9);
        }
    }

    [Fact]
    public void NextPiece_ThresholdZero_KeepsEveryWord()
    {
        IndexedCorpus text = Text();
        var random = new SeededRandom(3);
        var reader = new SubsampledText(new WordFrequencies(text, Counts.Length, threshold: 0), text, new ExampleOrder(1, Shard.Whole(3), random), random);
        reader.NextPiece();
        Assert.Equal(text.Tokens(0).ToArray(), reader.Words.ToArray());
    }

    [Fact]
    public void NextPiece_LongDocument_ComesInPiecesWithoutLoss()
    {
        var corpus = new IndexedCorpusBuilder(Vocabulary.Create(["a", "b"]));
        int[] tokens = [.. Enumerable.Range(0, 25_000).Select(i => i % 7 == 0 ? 1 : 0)];
        corpus.Add(tokens);
        IndexedCorpus text = corpus.Build();
        var random = new SeededRandom(3);
        var reader = new SubsampledText(new WordFrequencies(text, 2, threshold: 0), text, new ExampleOrder(1, Shard.Whole(3), random), random);
        var read = new List<int>();
        while (read.Count < tokens.Length)
        {
            reader.NextPiece();
            Assert.Equal(reader.TokenCount, reader.TokensThrough(reader.KeptCount - 1));
            read.AddRange(reader.Words);
        }
        Assert.Equal(tokens, read);
    }

    private static IndexedCorpus Text()
    {
        var corpus = new IndexedCorpusBuilder(Vocabulary.Create(["a", "b", "c", "d", "e"]));
        corpus.Add([.. Counts.SelectMany((count, word) => Enumerable.Repeat(word, count))]);
        return corpus.Build();
    }
}
