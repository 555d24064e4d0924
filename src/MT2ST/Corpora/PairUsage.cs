namespace MT2ST.Corpora;

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
