using MT2ST.Indexing;

namespace MT2ST.Tasks.Classification;

/// <summary>The factor of each training text's loss: its own weight, times that of its label.</summary>
/// <remarks>
/// A label's weight is n / (C n_c), with n_c the weights of the texts of label c, n those of all texts, C the labels that some text
/// has. So a text of weight 2 counts as two of it here too, and the mean over all texts is 1.
/// </remarks>
internal sealed class LossWeights
{
    private readonly IndexedCorpus _train;
    private readonly double[] _ofLabels; // Empty if all weigh 1.

    /// <param name="train">The training data, with labels.</param>
    /// <param name="weighting">How labels are weighed.</param>
    public LossWeights(IndexedCorpus train, ClassWeighting weighting)
    {
        _train = train;
        _ofLabels = weighting == ClassWeighting.Balanced ? Balanced(train) : [];
    }

    /// <summary>The factor of a text's loss.</summary>
    public double this[int document]
    {
        get
        {
            double weight = _train.Weight(document);
            return _ofLabels.Length == 0 || _train.Label(document) < 0 ? weight : weight * _ofLabels[_train.Label(document)];
        }
    }

    private static double[] Balanced(IndexedCorpus train)
    {
        double[] weights = new double[train.Labels!.Count];
        for (int document = 0; document < train.DocumentCount; document++)
            if (train.Label(document) >= 0)
                weights[train.Label(document)] += train.Weight(document);
        double share = weights.Sum() / weights.Count(weight => weight > 0);
        foreach (ref double weight in weights.AsSpan())
            weight = weight > 0 ? share / weight : 1;
        return weights;
    }
}
