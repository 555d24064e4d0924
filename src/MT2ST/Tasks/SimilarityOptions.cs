namespace MT2ST.Tasks;

/// <summary>Settings of the <c>similarity</c> task.</summary>
public sealed record SimilarityOptions
{
    /// <summary>The lowest score of the scale, such as 0; null for the lowest of the training data.</summary>
    public double? LowestScore { get; init; }

    /// <summary>The highest score of the scale, such as 10; null for the highest of the training data.</summary>
    public double? HighestScore { get; init; }

    /// <summary>The cosine that the lowest score stands for; the highest one stands for 1. In [-1, 0.99].</summary>
    public double LowestCosine { get; init; }

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.InRange(LowestScore ?? 0, double.MinValue, double.MaxValue, "lowestScore");
        if (LowestScore is { } lowest && HighestScore is { } highest && !(highest > lowest))
            throw new ArgumentOutOfRangeException("highestScore", highest, FormattableString.Invariant($"'highestScore' is {highest}; allowed: above lowestScore, {lowest}."));
        Setting.InRange(HighestScore ?? 0, double.MinValue, double.MaxValue, "highestScore");
        Setting.InRange(LowestCosine, -1, 0.99, "lowestCosine");
    }
}
