using MT2ST.Evaluation;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Evaluation;

public sealed class SimilaritySetTests : IDisposable
{
    private static readonly WordVectors Vectors = TestVectors.Of(("sun", [1, 0]), ("star", [1, 0.1f]), ("moon", [1, 0.5f]), ("spoon", [0, 1]));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_CosinesInTheJudgedOrder_CorrelatesFully()
    {
        var set = SimilaritySet.Read(_folder.Write("sky.txt", "sun star 9.5\nsun\tmoon\t7\n\n# a comment\nsun spoon 0.5\n"), TestContext.Current.CancellationToken);
        Assert.Equal(new SimilarityResult("sky", 1, 3, 3), set.Evaluate(Vectors, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Evaluate_PairsWithMissingWords_AreSkippedAndCounted()
    {
        var set = SimilaritySet.Read(_folder.Write("sky.txt", "SUN Star 1\nsun moon 2\nsun comet 10\nsun spoon 3\n"), TestContext.Current.CancellationToken);
        Assert.Equal(new SimilarityResult("sky", -1, 4, 3), set.Evaluate(Vectors, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Evaluate_NothingFound_HasNoCorrelation()
    {
        var set = SimilaritySet.Read(_folder.Write("sky.txt", "comet meteor 1\n"), TestContext.Current.CancellationToken);
        Assert.Equal(new SimilarityResult("sky", null, 1, 0), set.Evaluate(Vectors, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("sun star 9\nsun moon\n", ":2: found 2 columns, expected 3: word word score.")]
    [InlineData("sun star 9\n\nsun star moon 1\n", ":3: found 4 columns, expected 3: word word score.")]
    [InlineData("a b 1\nsun star much\n", ":2: found the score 'much', expected a number such as 7.35.")]
    [InlineData("a b 1\nsun star NaN\n", ":2: found the score 'NaN', expected a number such as 7.35.")]
    [InlineData("sun star NaN\na b 1\n", ":1: found the score 'NaN', expected a number such as 7.35.")]
    [InlineData("sun,star,-inf\na,b,1\n", ":1: found the score '-inf', expected a number such as 7.35.")]
    [InlineData("sun\tstar\t7,5\na\tb\t1\n", ":1: found the score '7,5', expected a number such as 7.35.")]
    [InlineData("sun\tstar\tN/A\na\tb\t1\n", ":1: found the score 'N/A', expected a number such as 7.35.")]
    [InlineData("\n", ": is empty, expected lines 'word word score'.")]
    public void Read_WrongLine_SaysWhereAndWhatWasExpected(string text, string expected)
    {
        string path = _folder.Write("bad.txt", text);
        var error = Assert.Throws<InvalidDataException>(() => SimilaritySet.Read(path, TestContext.Current.CancellationToken));
        Assert.Equal(path + expected, error.Message);
    }

    [Theory]
    [InlineData("word1 word2 score\n")]
    [InlineData("Word 1,Word 2,Human (mean)\n")]
    public void Read_Header_IsPassedOverWithANote(string header)
    {
        string path = _folder.Write("set.txt", $"{header}{(header.Contains(',', StringComparison.Ordinal) ? "sun,star,9" : "sun star 9")}\n");
        var set = SimilaritySet.Read(path, TestContext.Current.CancellationToken);
        Assert.Equal(9, Assert.Single(set.Pairs).Score);
        Assert.Equal($"{path}:1: has no score and was passed over as a header.", set.Note);
    }

    [Fact]
    public void ReadAll_Folder_ReadsEveryFileByName()
    {
        _folder.Write("b.txt", "sun star 1\n");
        _folder.Write("a.txt", "sun moon 1\n");
        _folder.Write(".hidden", "not a set");
        Assert.Equal(["a", "b"], SimilaritySet.ReadAll(_folder.Root, TestContext.Current.CancellationToken).Select(set => set.Name));
    }

    [Fact]
    public void ReadAll_EmptyFolder_Throws() => Assert.Throws<InvalidDataException>(() => SimilaritySet.ReadAll(_folder.Root, TestContext.Current.CancellationToken));

    [Fact]
    public void ReadAll_PublishedSets_HaveTheirPublishedSizes()
    {
        IReadOnlyList<SimilaritySet> sets = SimilaritySet.ReadAll(RepositoryFiles.SharedData("sim"), TestContext.Current.CancellationToken);
        Assert.Equal([30, 3000, 287, 65, 999, 353, 252, 203], sets.Select(set => set.Pairs.Count));
    }
}
