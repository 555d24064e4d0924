using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Adds up accuracy, macro F1 and loss over blocks of logits.</summary>
/// <remarks>
/// Macro F1 is the mean over classes of F1 = 2 TP / (2 TP + FP + FN) (Manning, Raghavan and Schütze 2008, section 13.6); a class
/// that neither occurs nor is predicted is left out, as in scikit-learn.
/// </remarks>
internal sealed class ClassificationScore(int classCount) : ITextScore
{
    private readonly long[] _truePositives = new long[classCount];
    private readonly long[] _labelled = new long[classCount];
    private readonly long[] _predicted = new long[classCount];
    private long _count;
    private double _loss;

    /// <summary>Takes a block of logits <c>[n, C]</c>, which it overwrites, with their labels <c>[n]</c>; -1 for a label that training does not know.</summary>
    public void Add<T>(MatrixView<T> logits, ReadOnlySpan<int> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int predicted = TensorPrimitives.IndexOfMax<T>(logits[i]);
            _predicted[predicted]++;
            if (labels[i] >= 0)
                _labelled[labels[i]]++;
            if (labels[i] == predicted)
                _truePositives[predicted]++;
            _loss += Logistic.SoftmaxCrossEntropy(logits[i], labels[i]);
        }
        _count += labels.Length;
    }

    public void Add<T>(MatrixView<T> logits, IndexedCorpus corpus, int document)
        where T : unmanaged, IFloatingPointIeee754<T> => Add(logits, [corpus.Label(document)]);

    /// <summary>Accuracy in [0, 1] over all added texts, and beside it macro F1.</summary>
    public Measurement Measure() =>
        new("accuracy", _count == 0 ? 0 : (double)_truePositives.Sum() / _count, HigherIsBetter: true, _count == 0 ? Math.Log(classCount) : _loss / _count, _count)
        {
            Details = new Dictionary<string, double> { ["macroF1"] = MacroF1() },
        };

    private double MacroF1()
    {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < classCount; c++)
        {
            long either = _labelled[c] + _predicted[c]; // 2 TP + FP + FN.
            if (either == 0)
                continue;
            sum += 2.0 * _truePositives[c] / either;
            classes++;
        }
        return classes == 0 ? 0 : sum / classes;
    }
}
