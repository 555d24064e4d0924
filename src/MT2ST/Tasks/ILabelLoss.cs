using System.Numerics;
using MT2ST.Encoding;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>What the logits of a text's labels mean: probabilities, a loss and a score.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Turns the logits of a text into the gradient of its loss.</summary>
    /// <param name="logits">One row, <c>[1, C]</c>, overwritten by the gradient.</param>
    /// <param name="corpus">Whose labels.</param>
    /// <param name="document">Which text's.</param>
    /// <returns>The loss in nats.</returns>
    double ToGradient(MatrixView<T> logits, EncodedCorpus corpus, int document);

    /// <summary>Turns the logits of a text into the labels' probabilities.</summary>
    /// <param name="logits"><c>[C]</c>, overwritten.</param>
    void ToProbabilities(Span<T> logits);

    /// <summary>Starts a score.</summary>
    ITextScore CreateScore();
}
