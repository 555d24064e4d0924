using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Several labels per text, each true or not: p_c = sigmoid(l_c), loss = the sum of the labels' binary cross-entropies.</summary>
/// <remarks>One instance serves one thread.</remarks>
internal sealed class MultiLabelLoss<T>(int classCount, double threshold) : ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _factors = new T[RowMatrix<T>.PaddedLength(classCount)]; // 0 for padding, which does not count.

    public double ToGradient(MatrixView<T> logits, IndexedCorpus corpus, int document)
    {
        _factors.AsSpan(0, classCount).Fill(T.One);
        foreach (int label in corpus.LabelSet(document))
            _factors[label] = -T.One;
        return Logistic.CrossEntropy(logits.Values[.._factors.Length], _factors, classCount);
    }

    public void ToProbabilities(Span<T> logits) => TensorPrimitives.Sigmoid<T>(logits, logits);

    public ITextScore CreateScore() => new MultiLabelScore(classCount, threshold);
}
