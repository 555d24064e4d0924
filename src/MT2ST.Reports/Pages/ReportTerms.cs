using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Reports.Pages;

/// <summary>The words that a page uses and that a reader may not know.</summary>
internal static class ReportTerms
{
    /// <summary>The terms with their meanings, those alone that the result uses.</summary>
    public static IEnumerable<(string Term, string Meaning)> Of(ComparisonResult result)
    {
        string[] rows = [.. result.Strategies.Select(row => row.Name)];
        yield return ("stl, STL", "Single-task training: the primary task alone. All other rows are compared with it, seed by seed.");
        if (rows.Contains(ComparisonRow.Mtl))
            yield return ("mtl, MTL", "Multi-task training: the primary and all auxiliary tasks, to the end.");
        if (rows.Contains("diminish"))
            yield return ("diminish", "The auxiliaries' weight falls while training goes on.");
        if (rows.Contains("switch"))
            yield return ("switch", "All tasks up to the switch point, then the primary alone.");
        if (rows.Contains("bag-of-words"))
            yield return ("bag-of-words", "The primary alone as a plain mean of word vectors, the cheapest classifier of texts.");
        if (rows.Contains("tfidf"))
            yield return ("tfidf", "A linear support vector machine on TF-IDF of words and pairs of words.");
        if (rows.Contains("teacher"))
            yield return ("teacher", "A linear support vector machine on the teacher's vectors of the texts.");
        if (rows.Contains("student"))
            yield return ("student", "The auxiliaries first; then a linear classifier on their vectors of the texts, which stay as they are.");
        yield return ("STL's best", "The best quality on dev that stl reaches with the same seed, on the half of dev that is not used for stopping and tuning; each is the mean of two successive evaluations.");
        yield return ("target", $"What a row must reach before its cost is read: here {QualityTarget.Parse(result.Target).Description}. A row that misses it with a seed has no cost to the target.");
        yield return ("CPU seconds", "Time of the run's own threads in training. Preparation is reading and counting the data.");
        yield return ("multiply-adds", "Products that are added up in training, counted and not timed: the same on every machine.");
        yield return ("interval", "[low, high]: where the mean over seeds probably lies. If it covers 0, no difference is shown.");
        yield return ("points", "A point is a hundredth: from 0.81 to 0.82 is one point.");
    }
}
