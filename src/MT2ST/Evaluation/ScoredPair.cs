using MT2ST.Corpora;

namespace MT2ST.Evaluation;

/// <summary>Two words and how similar people judged them.</summary>
/// <param name="First">The first word, as written in the file.</param>
/// <param name="Second">The second word, as written in the file.</param>
/// <param name="Score">The judgement; greater is more similar, on the scale of its own set.</param>
public sealed record ScoredPair(string First, string Second, double Score)
{
    /// <summary>The words without order and case.</summary>
    public WordPair Words => new(First, Second);
}
