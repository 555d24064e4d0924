namespace MT2ST.Corpora.Pairs;

/// <summary>Which pairs of words a task trained on and which it left out.</summary>
public sealed record PairUsage
{
    /// <summary>The task's name in its run.</summary>
    public required string Task { get; init; }

    /// <summary>Pairs of the files that were given to training.</summary>
    public required long TrainedCount { get; init; }

    /// <summary>Those with a word missing from the vocabulary, from which nothing was learnt; 0 (not known) for a drawn sample.</summary>
    public long MissingCount { get; init; }

    /// <summary>Those on which the run is also measured: they should be excluded.</summary>
    public required long MeasuredCount { get; init; }

    /// <summary>Pairs that were left out, by the file that excludes them; a pair in several files counts for the first.</summary>
    public required IReadOnlyList<ExcludedPairs> Excluded { get; init; }
}

/// <summary>The pairs that one file excludes from a task's training data.</summary>
public sealed record ExcludedPairs
{
    /// <summary>The file, as it was found.</summary>
    public required string File { get; init; }

    /// <summary>How many pairs of the training data were left out; one that comes twice counts twice.</summary>
    public required long Count { get; init; }

    /// <summary>The same pairs without repetitions, each as <see cref="WordPair"/> writes it, in the order of the training data.</summary>
    public IReadOnlyList<string> Pairs { get => field ?? []; init; }
}
