using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>One label per text: softmax and its cross-entropy.</summary>
internal sealed class SingleLabelLoss<T>(int classCount) : ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public double ToGradient(MatrixView<T> logits, IndexedCorpus corpus, int document) =>
        Logistic.SoftmaxCrossEntropy(logits[0], corpus.Label(document));

    public void ToProbabilities(Span<T> logits) => Logistic.Softmax(logits);

    public ITextScore CreateScore() => new ClassificationScore(classCount);
}
