using MT2ST.Vocabularies;

namespace MT2ST.Tasks;

/// <summary>A task whose model labels texts.</summary>
public interface ITextClassifier
{
    /// <summary>The labels, in the order of a prediction's probabilities.</summary>
    Vocabulary Labels { get; }

    /// <summary>Whether a text may have several labels: probabilities then do not sum to 1.</summary>
    bool HasSeveralLabels { get; }

    /// <summary>Makes one thread's predictor; training must not run beside it.</summary>
    ITextPredictor CreatePredictor();
}
