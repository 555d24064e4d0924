using System.Numerics;
using MT2ST.Encoding;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>One label a text: softmax and its cross-entropy.</summary>
internal sealed class OneLabelLoss<T>(int classCount) : ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public double ToGradient(MatrixView<T> logits, EncodedCorpus corpus, int document) =>
        Logistic.SoftmaxCrossEntropy(logits[0], corpus.Label(document));

    public void ToProbabilities(Span<T> logits) => Logistic.Softmax(logits);

    public ITextScore CreateScore() => new ClassificationScore(classCount);
}
