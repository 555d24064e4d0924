namespace MT2ST.Corpora;

/// <summary>How <see cref="WordNetSplit"/> divides a dictionary.</summary>
public sealed record WordNetSplitOptions
{
    /// <summary>The number of dev definitions, at least 1.</summary>
    public int DevCount { get; init; } = 5_000;

    /// <summary>The number of test definitions, at least 1.</summary>
    public int TestCount { get; init; } = 10_000;

    /// <summary>The seed of the draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether synonyms of the pool are written too, a synset a line for the format <c>pairs</c>.</summary>
    public bool WithSynonyms { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(DevCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TestCount, 1);
    }
}
