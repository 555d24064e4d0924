using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>One label per text: softmax and its cross-entropy.</summary>
/// <remarks>
/// For a label y that holds with probability q, the target is t_y = q and t_c = (1 - q) / (C - 1) for every other label c:
/// loss = -sum of t_c log p_c, d loss / d l_c = p_c - t_c. With q = 1 this is -log p_y.
/// </remarks>
internal sealed class SingleLabelLoss<T>(int classCount) : ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public double ToGradient(MatrixView<T> logits, IndexedCorpus corpus, int document)
    {
        int label = corpus.Label(document);
        double doubt = classCount > 1 && label >= 0 ? 1 - corpus.Probability(document) : 0;
        return doubt > 0 ? ToGradient(logits[0], label, doubt) : Logistic.SoftmaxCrossEntropy(logits[0], label);
    }

    public void ToProbabilities(Span<T> logits) => Logistic.Softmax(logits);

    public ITextScore CreateScore() => new ClassificationScore(classCount);

    /// <summary>The gradient and the loss of a label that holds with probability 1 - <paramref name="doubt"/>.</summary>
    private static double ToGradient(Span<T> logits, int label, double doubt)
    {
        double share = doubt / (logits.Length - 1);
        double labelLogit = double.CreateTruncating(logits[label]);
        double logitSum = double.CreateTruncating(TensorPrimitives.Sum<T>(logits));
        double loss = Logistic.SoftmaxCrossEntropy(logits, label); // From here on, logits are p - y.
        TensorPrimitives.Subtract(logits, T.CreateTruncating(share), logits);
        logits[label] += T.CreateTruncating(doubt + share);
        return loss + (doubt * labelLogit) - (share * (logitSum - labelLogit));
    }
}
