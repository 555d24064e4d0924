using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Classification;

/// <summary>A task whose model labels texts.</summary>
public interface ITextClassifier
{
    /// <summary>The labels, in the order of a prediction's probabilities.</summary>
    Vocabulary Labels { get; }

    /// <summary>Whether a text may have several labels: probabilities then do not sum to 1.</summary>
    bool HasSeveralLabels { get; }

    /// <summary>Makes one thread's predictor; training must not run at the same time.</summary>
    ITextPredictor CreatePredictor();
}

/// <summary>Labels texts; one instance serves one thread.</summary>
public interface ITextPredictor
{
    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="words">The word ids, V for an unknown word; without words, the prediction is that for any text.</param>
    /// <param name="probabilities">A probability for each label, <c>[labels]</c>, overwritten.</param>
    void Predict(ReadOnlySpan<int> words, Span<double> probabilities);
}
