using System.Numerics;
using System.Numerics.Tensors;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Adds up accuracy and loss over blocks of logits.</summary>
internal sealed class ClassificationScore
{
    private readonly int _classCount;
    private long _correct;
    private long _count;
    private double _loss;

    public ClassificationScore(int classCount) => _classCount = classCount;

    /// <summary>Takes a block of logits <c>[n, C]</c>, which it overwrites, with their labels <c>[n]</c>.</summary>
    public void Add<T>(MatrixView<T> logits, ReadOnlySpan<int> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < labels.Length; i++)
        {
            _correct += TensorPrimitives.IndexOfMax<T>(logits[i]) == labels[i] ? 1 : 0;
            _loss += Logistic.SoftmaxCrossEntropy(logits[i], labels[i]);
        }
        _count += labels.Length;
    }

    /// <summary>Accuracy in [0, 1] over all that was added.</summary>
    public Measurement Measure() =>
        new("accuracy", _count == 0 ? 0 : (double)_correct / _count, HigherIsBetter: true, _count == 0 ? Math.Log(_classCount) : _loss / _count, _count);
}
