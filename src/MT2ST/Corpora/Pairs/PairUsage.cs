namespace MT2ST.Corpora.Pairs;

/// <summary>Which pairs of words a task trained on and which it left out.</summary>
public sealed record PairUsage
{
    /// <summary>The task's name in its run.</summary>
    public required string Task { get; init; }

    /// <summary>Pairs of the files that were given to training.</summary>
    public required long TrainedCount { get; init; }

    /// <summary>Those among them of which a word is not in the vocabulary, so that nothing was learnt of them; not known, 0, for a drawn sample.</summary>
    public long MissingCount { get; init; }

    /// <summary>Those among them on which the run is measured too: they should be excluded.</summary>
    public required long MeasuredCount { get; init; }

    /// <summary>Pairs that were left out, by the file that excludes them; a pair that stands in several counts for the first.</summary>
    public required IReadOnlyList<ExcludedPairs> Excluded { get; init; }
}

/// <summary>The pairs that were left out of a task's training data since they stand in one file.</summary>
public sealed record ExcludedPairs
{
    /// <summary>The file, as it was found.</summary>
    public required string File { get; init; }

    /// <summary>How many pairs of the training data were left out; one that comes twice counts twice.</summary>
    public required long Count { get; init; }

    /// <summary>The different ones of them, each as <see cref="WordPair"/> writes it, in the order of the training data.</summary>
    public IReadOnlyList<string> Pairs { get => field ?? []; init; }
}
