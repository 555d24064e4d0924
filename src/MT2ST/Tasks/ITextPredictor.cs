namespace MT2ST.Tasks;

/// <summary>Labels texts; one instance serves one thread.</summary>
public interface ITextPredictor
{
    /// <summary>Predicts the labels of a text.</summary>
    /// <param name="words">The word ids, V for an unknown word; none gives what is likely of any text.</param>
    /// <param name="probabilities">A probability for each label, <c>[labels]</c>, overwritten.</param>
    void Predict(ReadOnlySpan<int> words, Span<double> probabilities);
}
