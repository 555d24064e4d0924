using MT2ST.Numerics;
using MT2ST.Threading;

namespace MT2ST.Texts;

/// <summary>Documents, queries and judgements of which documents answer which query.</summary>
public sealed class RetrievalSet
{
    private const int FoldCount = 5;
    private const int WeightSteps = 10; // Weights of the words' scores: 0, 0.1, ..., 1.
    private const int EvenStep = WeightSteps / 2;

    private readonly IReadOnlyList<string> _documents;
    private readonly IReadOnlyList<JudgedQuery> _queries;

    private RetrievalSet(string name, IReadOnlyList<string> documents, IReadOnlyList<JudgedQuery> queries)
    {
        Name = name;
        _documents = documents;
        _queries = queries;
    }

    /// <summary>The set's name: its folder's.</summary>
    public string Name { get; }

    /// <summary>Reads a folder in the layout of BEIR: <c>corpus.jsonl</c>, <c>queries.jsonl</c> and <c>qrels.tsv</c> or <c>qrels/test.tsv</c>. Title and text of a document are joined; only queries with judgements count.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file is missing or broken; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static RetrievalSet Read(string folder, CancellationToken cancellationToken = default)
    {
        (List<string> documents, List<JudgedQuery> queries) = RetrievalReader.Read(folder, cancellationToken);
        return new RetrievalSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), documents, queries);
    }

    /// <summary>Ranks the documents for each query by vectors, by words (BM25) and by both, and measures the rankings.</summary>
    /// <param name="texts">Gives the texts their vectors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetrievalResult Evaluate(TextEmbedder texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RowMatrix<float> documents = texts.EmbedAll(_documents, cancellationToken), queries = texts.EmbedAll([.. _queries.Select(query => query.Text)], cancellationToken);
        var words = new Bm25Index(_documents, cancellationToken);
        var byVectors = new RankingFigures[_queries.Count];
        var byWords = new RankingFigures[_queries.Count];
        var mixed = new RankingFigures[_queries.Count][]; // By weight.
        int next = -1;
        WorkerThreads.Run(Math.Clamp(_queries.Count, 1, Environment.ProcessorCount), _ =>
        {
            var ranking = new QueryRanking(documents, words);
            for (int i; (i = Interlocked.Increment(ref next)) < _queries.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ranking.Take(_queries[i], queries.Row(i));
                (byVectors[i], byWords[i]) = (ranking.ByVectors(), ranking.ByWords());
                mixed[i] = [.. Enumerable.Range(0, WeightSteps + 1).Select(step => ranking.ByBoth((double)step / WeightSteps))];
            }
        });
        (RankingFigures[] held, double meanWeight) = CrossValidated(mixed);
        return new RetrievalResult(Name, _documents.Count, _queries.Count, CountZero(documents), CountZero(queries), [
            RetrievalRow.Of("vectors", byVectors, wordWeight: 0),
            RetrievalRow.Of("words (BM25)", byWords, wordWeight: 1),
            RetrievalRow.Of("both, half each", [.. mixed.Select(query => query[EvenStep])], wordWeight: 0.5),
            RetrievalRow.Of("both, weight by cross-validation", held, meanWeight)]);
    }

    /// <summary>The figures of each query at the weight that is best, by nDCG, for the queries of the other folds; and the mean of these weights.</summary>
    private static (RankingFigures[] Figures, double MeanWeight) CrossValidated(RankingFigures[][] mixed)
    {
        var best = new int[FoldCount];
        for (int fold = 0; fold < FoldCount; fold++)
            best[fold] = Enumerable.Range(0, WeightSteps + 1).MaxBy(step => mixed.Where((_, query) => query % FoldCount != fold).Sum(query => query[step].Ndcg));
        return ([.. mixed.Select((query, i) => query[best[i % FoldCount]])], best.Average() / WeightSteps);
    }

    private static int CountZero(RowMatrix<float> vectors) => Enumerable.Range(0, vectors.RowCount).Count(row => !vectors.Row(row).ContainsAnyExcept(0f));
}

/// <summary>How good the rankings of a set's documents are.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="DocumentCount">The number of documents.</param>
/// <param name="QueryCount">The number of queries with judgements.</param>
/// <param name="UnknownDocumentCount">How many documents have no word that the model knows; vectors never find them.</param>
/// <param name="UnknownQueryCount">How many queries have no word that the model knows; vectors find nothing for them.</param>
/// <param name="Rows">The ways to rank.</param>
public sealed record RetrievalResult(string Name, int DocumentCount, int QueryCount, int UnknownDocumentCount, int UnknownQueryCount, IReadOnlyList<RetrievalRow> Rows);

/// <summary>One way to rank documents and the means of its figures over the queries, by the definitions of <c>trec_eval</c>.</summary>
/// <param name="Ranking">What ranks.</param>
/// <param name="Ndcg10">nDCG of the first ten documents; the gain is the grade.</param>
/// <param name="BinaryNdcg10">The same with every grade above 0 taken as 1; equal to it if documents are only relevant or not.</param>
/// <param name="Recall100">The share of the relevant documents among the first hundred.</param>
/// <param name="MeanAveragePrecision">The mean of the average precisions, over the first thousand documents.</param>
/// <param name="WordWeight">The weight of BM25's scores, in [0, 1].</param>
public sealed record RetrievalRow(string Ranking, double Ndcg10, double BinaryNdcg10, double Recall100, double MeanAveragePrecision, double WordWeight)
{
    internal static RetrievalRow Of(string ranking, IReadOnlyCollection<RankingFigures> queries, double wordWeight)
    {
        RankingFigures mean = RankingFigures.Mean(queries);
        return new(ranking, mean.Ndcg, mean.BinaryNdcg, mean.Recall, mean.AveragePrecision, wordWeight);
    }
}
