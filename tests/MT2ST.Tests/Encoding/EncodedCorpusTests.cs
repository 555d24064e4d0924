using CsCheck;
using MT2ST.Encoding;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Encoding;

public sealed class EncodedCorpusTests : IDisposable
{
    private static readonly Vocabulary Words = Vocabulary.Create(Enumerable.Range(0, 50).Select(i => $"w{i:D2}"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Select_Documents_ComeInTheOrderGiven() =>
        Assert.Equal([3, 0, 3], FirstTokens(Numbered(5).Select([3, 0, 3])));

    [Fact]
    public void Select_OfASelection_RefersToIt() => Assert.Equal([4, 2], FirstTokens(Numbered(5).Select([4, 3, 2]).Select([0, 2])));

    [Fact]
    public void Slice_OfASlice_RefersToIt() => Assert.Equal([3, 4], FirstTokens(Numbered(6).Slice(1, 5).Slice(2, 2)));

    [Fact]
    public void TokenCount_OfAView_CountsItsDocuments() => Assert.Equal(2, Numbered(5).Select([1, 2]).TokenCount);

    [Fact]
    public void Select_DocumentBehindTheEnd_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(5).Slice(0, 2).Select([2]));

    [Theory]
    [InlineData(1_000, 1_000_000, 10)] // a hundredth of the documents
    [InlineData(50, 1_000_000, 1)] // at least one
    [InlineData(1_000, 20, 5)] // at most 20 bytes: each document is a word of 3 bytes and a blank
    public void SplitTail_Default_HoldsOutTheLastDocuments(int documentCount, int maximumBytes, int expected)
    {
        CorpusSplit split = Numbered(documentCount).SplitTail(maximumBytes: maximumBytes);
        Assert.Equal(expected, split.HeldOut.DocumentCount);
        Assert.Equal(documentCount - expected, split.Train.DocumentCount);
    }

    [Fact]
    public void SplitTail_OneDocument_IsRefused() => Assert.Throws<InvalidDataException>(() => Numbered(1).SplitTail());

    [Fact]
    public void SplitEvery_Tenth_HoldsOutOneOfEveryTenAndKeepsTheOthers()
    {
        CorpusSplit split = Numbered(45).SplitEvery(10);
        int[] heldOut = FirstTokens(split.HeldOut);
        Assert.Equal([0, 1, 2, 3], heldOut.Select(document => document / 10));
        Assert.Equal(Enumerable.Range(0, 45).Except(heldOut), FirstTokens(split.Train));
    }

    [Fact]
    public void SplitEvery_Twice_IsTheSame() =>
        Assert.Equal(FirstTokens(Numbered(50).SplitEvery(5).HeldOut), FirstTokens(Numbered(50).SplitEvery(5).HeldOut));

    // A file that goes round its labels must not give a dev set of one label.
    [Fact]
    public void SplitEvery_EvenInterval_HoldsOutOddAndEvenDocuments() =>
        Assert.InRange(FirstTokens(Numbered(50).SplitEvery(2).HeldOut).Count(document => document % 2 == 0), 5, 20);

    [Fact]
    public void SplitEvery_FewerDocuments_IsRefused() => Assert.Throws<InvalidDataException>(() => Numbered(9).SplitEvery(10));

    [Fact]
    public void LabelSet_DocumentsWithSeveralLabels_SurvivesSaving()
    {
        EncodedCorpusBuilder builder = new(Words, Vocabulary.Create(["a", "b", "c"]), keepsAllLabels: true);
        builder.Add([1], labels: [2, 0]);
        builder.Add([2], labels: []);
        builder.Add([3], labels: [1]);
        builder.Build().Save(_folder.Path("corpus.bin"));
        EncodedCorpus loaded = EncodedCorpus.Load(_folder.Path("corpus.bin"), Words, TestContext.Current.CancellationToken);
        Assert.True(loaded.HasLabelSets);
        Assert.Equal([[2, 0], [], [1]], Enumerable.Range(0, 3).Select(document => loaded.LabelSet(document).ToArray()));
        Assert.Equal([2, -1, 1], Enumerable.Range(0, 3).Select(loaded.Label));
    }

    [Fact]
    public void Load_Saved_GivesTheSameCorpus() =>
        Gen.Int[0, 50].Array[0, 30].Array[1, 40].Sample(documents =>
        {
            EncodedCorpus saved = Full(documents);
            saved.Save(_folder.Path("corpus.bin"));
            EncodedCorpus loaded = EncodedCorpus.Load(_folder.Path("corpus.bin"), Words);
            Assert.Equal(Columns(saved), Columns(loaded));
        }, seed: "0000KOIPJv64", iter: 50, threads: 1);

    [Fact]
    public void Load_SavedLabels_GivesTheirNames()
    {
        Full([[1]]).Save(_folder.Path("corpus.bin"));
        EncodedCorpus loaded = EncodedCorpus.Load(_folder.Path("corpus.bin"), Words, TestContext.Current.CancellationToken);
        Assert.Equal("no", loaded.Labels![1]);
    }

    [Fact]
    public void Load_OtherVocabulary_IsRefused()
    {
        Full([[1]]).Save(_folder.Path("corpus.bin"));
        var error = Assert.Throws<InvalidDataException>(() => EncodedCorpus.Load(_folder.Path("corpus.bin"), Vocabulary.Create(["a"]), TestContext.Current.CancellationToken));
        Assert.Equal($"{_folder.Path("corpus.bin")}: found the ids of another vocabulary (50 words), expected those of this one (1 words). Encode the corpus again.", error.Message);
    }

    [Fact]
    public void Load_MutatedBytes_GivesACorpusOrInvalidData()
    {
        const int MutationCount = 500;
        string path = _folder.Path("corpus.bin");
        Full([[1, 2, 3], [], [50, 0]]).Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        SeededRandom random = new(seed: 3);
        int refused = 0;
        for (int i = 0; i < MutationCount; i++)
        {
            File.WriteAllBytes(path, Mutation.Of(bytes, random));
            try
            {
                EncodedCorpus.Load(path, Words, TestContext.Current.CancellationToken);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, MutationCount / 2, MutationCount);
    }

    [Fact]
    public void Add_TokenBehindTheVocabulary_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new EncodedCorpusBuilder(Words).Add([51]));
        Assert.Equal("Found 51 among the tokens, expected a number in [0, 50].", error.Message);
    }

    private static EncodedCorpus Numbered(int documentCount)
    {
        EncodedCorpusBuilder builder = new(Words);
        for (int document = 0; document < documentCount; document++)
            builder.Add([document % Words.Count]);
        return builder.Build();
    }

    private static EncodedCorpus Full(int[][] documents)
    {
        EncodedCorpusBuilder builder = new(Words, Vocabulary.Create(["yes", "no"], [3, 1]), Vocabulary.Create(["X"]), featureBucketCount: 100);
        foreach (int[] tokens in documents)
        {
            int[] features = [.. tokens.SelectMany(token => Enumerable.Range(token, WordFeatures.Count))];
            builder.Add(tokens, tokens.Length % 3 - 1, [.. tokens.Select(token => token % 2 - 1)], features);
        }
        return builder.Build();
    }

    private static int[] FirstTokens(EncodedCorpus corpus) =>
        [.. Enumerable.Range(0, corpus.DocumentCount).Select(document => corpus.Tokens(document)[0])];

    private static IEnumerable<int[]> Columns(EncodedCorpus corpus) => Enumerable.Range(0, corpus.DocumentCount).Select(document =>
        (int[])[corpus.Label(document), .. corpus.Tokens(document), .. corpus.Tags(document), .. corpus.Features(document)]);
}
