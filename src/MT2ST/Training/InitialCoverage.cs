namespace MT2ST.Training;

/// <summary>The share of a run's words that started from the vectors of a file; the others started at random.</summary>
public sealed record InitialCoverage
{
    /// <summary>The file or the model folder.</summary>
    public required string File { get; init; }

    /// <summary>The share of the vocabulary's words found in it, in [0, 1].</summary>
    public required double WordShare { get; init; }

    /// <summary>The share of the training data's tokens that are such words, in [0, 1].</summary>
    public required double TokenShare { get; init; }
}
