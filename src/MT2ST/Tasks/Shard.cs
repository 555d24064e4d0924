namespace MT2ST.Tasks;

/// <summary>The share of a task's data that one thread trains on.</summary>
/// <param name="Index">Which share, in [0, <paramref name="Count"/>).</param>
/// <param name="Count">How many shares, one a thread.</param>
/// <param name="Seed">The run's seed; each share draws an independent sequence from it.</param>
public readonly record struct Shard(int Index, int Count, ulong Seed)
{
    /// <summary>All data in one share.</summary>
    public static Shard Whole(ulong seed) => new(0, 1, seed);
}
