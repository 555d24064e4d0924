using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Adds up micro F1, exact matches and loss over texts with several labels; a label is predicted if its probability is above a threshold.</summary>
/// <remarks>
/// Micro F1 = 2 TP / (2 TP + FP + FN), with true and false positives and false negatives summed over all labels and texts
/// (Manning, Raghavan and Schütze 2008, section 13.6).
/// </remarks>
internal sealed class MultiLabelScore(int classCount, double threshold) : ITextScore
{
    private readonly double _least = Math.Log(threshold / (1 - threshold)); // Of a logit.
    private long _truePositives;
    private long _falsePositives;
    private long _falseNegatives;
    private long _exact;
    private long _count;
    private double _loss;

    public void Add<T>(MatrixView<T> logits, IndexedCorpus corpus, int document)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<int> labels = corpus.LabelSet(document);
        int found = 0, predicted = 0;
        for (int label = 0; label < classCount; label++)
        {
            bool isTrue = labels.Contains(label), isPredicted = logits[0][label] > T.CreateTruncating(_least);
            predicted += isPredicted ? 1 : 0;
            found += isPredicted && isTrue ? 1 : 0;
            _loss += Logistic.BinaryCrossEntropy(double.CreateTruncating(logits[0][label]), isTrue);
        }
        _truePositives += found;
        _falsePositives += predicted - found;
        _falseNegatives += labels.Length - found;
        _exact += found == labels.Length && predicted == found ? 1 : 0;
        _count++;
    }

    public Measurement Measure()
    {
        double denominator = (2.0 * _truePositives) + _falsePositives + _falseNegatives;
        return new("microF1", denominator == 0 ? 0 : 2 * _truePositives / denominator, HigherIsBetter: true, _loss / Math.Max(1, _count), _count)
        {
            Details = new Dictionary<string, double> { ["exactMatch"] = (double)_exact / Math.Max(1, _count) },
        };
    }
}
