namespace MT2ST.Evaluation;

/// <summary>How well scores put the texts of a label before all others: the area under the ROC curve, and average precision.</summary>
/// <remarks>
/// With P positives, N negatives and the scores' different values in falling order: AUC is the share of pairs of a positive and a
/// negative in which the positive has the greater score, an equal one counting half (Hanley and McNeil 1982); average precision is the sum
/// over the values of the recall gained at each times the precision down to it. Both are scikit-learn's definitions.
/// </remarks>
internal sealed class BinaryRanking
{
    private readonly int[] _order; // Examples by falling score.
    private readonly bool[] _startsGroup; // Whether the score at this place is below the one before.
    private readonly bool[] _isPositive; // By places, as all.

    /// <summary>Sorts the scores.</summary>
    /// <param name="examples">The examples that count.</param>
    /// <param name="scores">The score of each example, by its number.</param>
    /// <param name="isPositive">Whether an example has the label.</param>
    public BinaryRanking(IEnumerable<int> examples, double[] scores, Func<int, bool> isPositive)
    {
        _order = [.. examples.OrderByDescending(example => scores[example])];
        _isPositive = [.. _order.Select(isPositive)];
        _startsGroup = [.. _order.Select((example, place) => place > 0 && scores[example] < scores[_order[place - 1]])];
    }

    /// <summary>Computes both; NaN if there is no positive or no negative.</summary>
    /// <param name="copies">How often each example counts.</param>
    public (double Auc, double AveragePrecision) Compute(ReadOnlySpan<int> copies)
    {
        double positives = 0, negatives = 0; // Down to the place.
        double groupPositives = 0, groupNegatives = 0;
        double pairs = 0, precision = 0;
        for (int place = 0; place < _order.Length; place++)
        {
            if (_startsGroup[place])
                EndGroup();
            int count = copies[_order[place]];
            if (_isPositive[place])
                groupPositives += count;
            else
                groupNegatives += count;
        }
        EndGroup();
        return positives == 0 || negatives == 0 ? (double.NaN, double.NaN) : (pairs / (positives * negatives), precision / positives);

        void EndGroup()
        {
            pairs += groupNegatives * (positives + (groupPositives / 2));
            positives += groupPositives;
            negatives += groupNegatives;
            if (groupPositives > 0)
                precision += groupPositives * positives / (positives + negatives);
            groupPositives = groupNegatives = 0;
        }
    }
}
