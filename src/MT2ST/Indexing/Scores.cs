using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>The scores of a corpus, which are its labels.</summary>
internal static class Scores
{
    /// <summary>The value of each label as a number.</summary>
    /// <exception cref="ArgumentException">A label is no number.</exception>
    public static double[] Of(IndexedCorpus corpus)
    {
        Vocabulary labels = corpus.Labels ?? throw new ArgumentException("The pairs have no scores.", nameof(corpus));
        var scores = new double[labels.Count];
        for (int label = 0; label < scores.Length; label++)
            if (!double.TryParse(labels[label], NumberStyles.Float, CultureInfo.InvariantCulture, out scores[label]) || !double.IsFinite(scores[label]))
                throw new ArgumentException($"Found the score '{labels[label]}', expected a number such as 7.35. Is the column right?", nameof(corpus));
        return scores;
    }
}
