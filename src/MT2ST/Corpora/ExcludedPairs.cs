namespace MT2ST.Corpora;

/// <summary>The pairs that were left out of a task's training data since they stand in one file.</summary>
public sealed record ExcludedPairs
{
    /// <summary>The file, as it was found.</summary>
    public required string File { get; init; }

    /// <summary>How many pairs of the training data were left out; one that comes twice counts twice.</summary>
    public required long Count { get; init; }

    /// <summary>The different ones of them, each as <see cref="WordPair"/> writes it, in the order of the training data.</summary>
    public required IReadOnlyList<string> Pairs { get; init; }
}
