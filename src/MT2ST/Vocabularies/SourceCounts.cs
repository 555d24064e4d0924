using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers the words of one source by an index that several sources share, and counts them for this source.</summary>
/// <param name="index">The words of all sources.</param>
/// <param name="minimumCount">How often a word must occur in this source to enter the vocabulary through it.</param>
internal sealed class SourceCounts(Utf8Index index, int minimumCount) : IWordIds
{
    private long[] _counts = [];

    /// <summary>How often a word must occur in this source to enter the vocabulary through it.</summary>
    public int MinimumCount { get; } = minimumCount;

    /// <summary>How often a word occurred in this source.</summary>
    public long this[int id] => id < _counts.Length ? _counts[id] : 0;

    /// <summary>Numbers the words, adding new ones to the index, and counts each.</summary>
    public void IdsOf(Utf8List words, int start, Span<int> ids)
    {
        NumberFrom(words, start, ids);
        Count(ids);
    }

    /// <summary>Numbers consecutive words of a list, as many as there is room for ids, without counting them.</summary>
    public void NumberFrom(Utf8List words, int start, Span<int> ids) => index.FindOrAdd(words, start, ids);

    /// <summary>Clears the counts; the words keep their numbers.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>Counts one more occurrence of each word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Most of a cold run's words pass before it would be recompiled.
    public void Count(ReadOnlySpan<int> ids)
    {
        long[] counts = GrownCounts();
        foreach (int id in ids)
            counts[id]++;
    }

    /// <summary>Adds other counts.</summary>
    /// <param name="counts">The other counts.</param>
    /// <param name="ids">This source's number of each word counted there.</param>
    public void Add(SourceCounts counts, ReadOnlySpan<int> ids)
    {
        long[] sums = GrownCounts();
        for (int word = 0; word < ids.Length; word++)
            sums[ids[word]] += counts[word];
    }

    private long[] GrownCounts()
    {
        if (_counts.Length < index.Count)
            Array.Resize(ref _counts, Math.Max(2 * _counts.Length, Math.Max(index.Count, 1024)));
        return _counts;
    }
}
