using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Classification;

/// <summary>A task whose model labels texts.</summary>
public interface ITextClassifier
{
    /// <summary>The labels, in the order of a prediction's probabilities.</summary>
    Vocabulary Labels { get; }

    /// <summary>Whether a text may have several labels: probabilities then do not sum to 1.</summary>
    bool HasSeveralLabels { get; }

    /// <summary>The probability above which a text gets a label, if it may have several.</summary>
    double Threshold => 0.5;

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

/// <summary>A classifier that can say what each token of a text adds to its labels' scores.</summary>
internal interface ITextExplainer
{
    /// <summary>What each token adds to the score of a label, less that of another.</summary>
    /// <param name="words">The word ids, V for an unknown word, at least one.</param>
    /// <param name="label">The label.</param>
    /// <param name="other">The other label; -1 for none.</param>
    /// <returns>The shares; null if the score is no sum over tokens.</returns>
    List<TokenShare>? Shares(ReadOnlySpan<int> words, int label, int other);
}
