using MT2ST.Numerics;
using MT2ST.Texts;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Texts;

public sealed class RetrievalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_OfARanking_AreThoseByHand()
    {
        // Documents 7, 3, 9, 4 in this order; 3 has grade 2, 4 and 8 grade 1 (8 is not found), 9 is judged irrelevant.
        RankingFigures figures = RankingFigures.Of([(7, 4), (3, 3), (9, 2), (4, 1)], new Dictionary<int, double> { [3] = 2, [4] = 1, [8] = 1, [9] = 0 }, []);
        double gain = (2 / Math.Log2(3)) + (1 / Math.Log2(5)), ideal = 2 + (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        double gain1 = (1 / Math.Log2(3)) + (1 / Math.Log2(5)), ideal1 = 1 + (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        Assert.Equal(gain / ideal, figures.Ndcg, 1e-12);
        Assert.Equal(gain1 / ideal1, figures.BinaryNdcg, 1e-12);
        Assert.Equal(2.0 / 3, figures.Recall, 1e-12);
        Assert.Equal(((1.0 / 2) + (2.0 / 4)) / 3, figures.AveragePrecision, 1e-12);
    }

    [Fact]
    public void Figures_DocumentsThatTheCorpusLacks_CountAsNotFound() =>
        Assert.Equal(new RankingFigures(1 / (1 + (1 / Math.Log2(3))), 1 / (1 + (1 / Math.Log2(3))), 0.5, 0.5), RankingFigures.Of([(0, 1)], new Dictionary<int, double> { [0] = 1 }, [1]));

    [Fact]
    public void Bm25_Scores_AreTheFormulasByHand()
    {
        // Three documents of 3, 1 and 2 words and an empty one, which does not count: mean length 2.
        var index = new Bm25Index(["sun Sun moon", "moon", "star light", ""], Cancellation);
        float[] scores = new float[4];
        index.Score("the sun, the moon", scores);
        double Score(int count, int length, int holders) => Math.Log(1 + ((3 - holders + 0.5) / (holders + 0.5))) * count / (count + (1.2 * (0.25 + (0.75 * length / 2.0))));
        Assert.Equal(Score(2, 3, 1) + Score(1, 3, 2), scores[0], 1e-6);
        Assert.Equal(Score(1, 1, 2), scores[1], 1e-6);
        Assert.Equal([0f, 0f], scores[2..]);
        index.Score("sun sun", scores);
        Assert.Equal(2 * Score(2, 3, 1), scores[0], 1e-6);
    }

    [Fact]
    public void Evaluate_SmallSet_RanksByVectorsByWordsAndByBoth()
    {
        Write();
        RetrievalResult result = RetrievalSet.Read(_folder.Path("."), Cancellation).Evaluate(Embedder(), Cancellation);
        Assert.Equal((4, 2, 1, 1), (result.DocumentCount, result.QueryCount, result.UnknownDocumentCount, result.UnknownQueryCount));
        Assert.Equal(["vectors", "words (BM25)", "both, half each", "both, weight by cross-validation"], result.Rows.Select(row => row.Ranking));
        // Vectors find 'b' for 'sun' first, as its title says 'sun'; for 'zebra' they find nothing, and words find 'd'.
        Assert.Equal(0.5, result.Rows[0].Ndcg10, 1e-12);
        Assert.Equal(1, result.Rows[1].Ndcg10, 1e-12);
        Assert.Equal(1, result.Rows[2].MeanAveragePrecision, 1e-12);
    }

    [Theory]
    [InlineData("corpus.jsonl", "{\"_id\": \"a\"}\n", "corpus.jsonl:1: found '{\"_id\": \"a\"}', expected an object with the texts _id and text")]
    [InlineData("queries.jsonl", "{\"_id\": \n", "queries.jsonl:1: found broken JSON, expected an object with _id and text")]
    [InlineData("qrels.tsv", "1\tb\n", "qrels.tsv:1: found '1\tb', expected query-id, corpus-id and a score that is a number, parted by tabs.")]
    [InlineData("qrels.tsv", "1\tb\t1\n1\ta\tNaN\n", "qrels.tsv:2: found '1\ta\tNaN', expected query-id")]
    [InlineData("qrels.tsv", "1\tb\t1\n1\tb\t2\n", "qrels.tsv:2: found another score of query 1 and document b")]
    [InlineData("corpus.jsonl", "", "corpus.jsonl: is empty, expected documents.")]
    [InlineData("queries.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}\n{\"_id\": \"1\", \"text\": \"b\"}\n", "queries.jsonl:2: found the _id '1' again")]
    [InlineData("qrels.tsv", "9\tb\t1\n", "qrels.tsv: found no query with a relevant document of")]
    public void Read_BrokenFile_SaysWhereAndWhat(string name, string content, string expected)
    {
        Write();
        _folder.Write(name, content);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RetrievalSet.Read(_folder.Path("."), Cancellation));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_NamesTheLayout()
    {
        _folder.Write("corpus.jsonl", "{}");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RetrievalSet.Read(_folder.Path("."), Cancellation));
        Assert.Contains("found no queries.jsonl, expected a folder with corpus.jsonl, queries.jsonl and qrels.tsv or qrels/test.tsv", error.Message, StringComparison.Ordinal);
    }

    private void Write()
    {
        _folder.Write("corpus.jsonl", "{\"_id\": \"a\", \"text\": \"moon\"}\n{\"_id\": \"b\", \"title\": \"sun\", \"text\": \"light of a star\"}\n{\"_id\": \"c\", \"text\": \"\"}\n{\"_id\": \"d\", \"text\": \"zebra moon\"}\n");
        _folder.Write("queries.jsonl", "{\"_id\": \"1\", \"text\": \"sun\"}\n{\"_id\": \"2\", \"text\": \"zebra\"}\n{\"_id\": \"3\", \"text\": \"not judged\"}\n");
        _folder.Write("qrels.tsv", "query-id\tcorpus-id\tscore\n1\tb\t1\n2\td\t2\n2\ta\t0\n");
    }

    private static TextEmbedder Embedder()
    {
        var rows = new RowMatrix<float>(2, 2);
        rows.Row(0)[0] = rows.Row(1)[1] = 1;
        return TextEmbedder.Of(new WordVectors(Vocabulary.Create(["sun", "moon"]), rows));
    }
}
