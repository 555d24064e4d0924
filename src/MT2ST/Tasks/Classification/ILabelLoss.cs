using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Turns the logits of a text's labels into probabilities, a loss and a score.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ILabelLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Turns the logits of a text into the gradient of its loss.</summary>
    /// <param name="logits">One row, <c>[1, C]</c>, overwritten by the gradient.</param>
    /// <param name="corpus">The corpus of the text.</param>
    /// <param name="document">The text.</param>
    /// <returns>The loss in nats.</returns>
    double ToGradient(MatrixView<T> logits, IndexedCorpus corpus, int document);

    /// <summary>Turns the logits of a text into the labels' probabilities.</summary>
    /// <param name="logits"><c>[C]</c>, overwritten.</param>
    void ToProbabilities(Span<T> logits);

    /// <summary>Starts a score.</summary>
    ITextScore CreateScore();
}

/// <summary>Adds up how well texts were labelled.</summary>
internal interface ITextScore
{
    /// <summary>Takes the logits of a text, one row, <c>[1, C]</c>, which it overwrites.</summary>
    void Add<T>(MatrixView<T> logits, IndexedCorpus corpus, int document)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The measurement over all added texts.</summary>
    Measurement Measure();
}
