namespace MT2ST.Vocabularies;

/// <summary>Counts the words of several sources under common numbers and makes one vocabulary from them.</summary>
internal sealed class VocabularyBuilder
{
    private readonly Utf8Index _index = new();
    private readonly List<SourceCounts> _sources = [];

    /// <summary>Starts another source.</summary>
    /// <param name="minimumCount">How often a word must occur in this source to enter the vocabulary through it.</param>
    public SourceCounts AddSource(int minimumCount)
    {
        SourceCounts counts = new(_index, minimumCount);
        _sources.Add(counts);
        return counts;
    }

    /// <summary>Makes the vocabulary of the words that are frequent enough in some source.</summary>
    /// <param name="maximumSize">The most words, the most frequent of all sources together; at least 1.</param>
    /// <param name="cancellationToken">Ends the work, but not its sorting.</param>
    public BuiltVocabulary Build(int maximumSize, CancellationToken cancellationToken = default)
    {
        long[] totals = new long[_index.Count];
        int[] order = new int[_index.Count];
        int count = 0;
        for (int id = 0; id < totals.Length; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Total(id) is long total and > 0)
            {
                totals[id] = total;
                order[count++] = id;
            }
        }
        order.AsSpan(0, count).Sort((a, b) => Compare(a, b, totals));
        return Numbered(order.AsSpan(0, Math.Min(count, maximumSize)), totals, cancellationToken);
    }

    /// <summary>Whether there is any word, however rare.</summary>
    public bool HasWords => _index.Count > 0;

    /// <summary>For a message if no word is frequent enough: how often the most frequent word of each source occurs.</summary>
    public string Shortfall() => string.Join("; ", _sources.Select(source => FormattableString.Invariant(
        $"the most frequent word occurs {Enumerable.Range(0, _index.Count).Select(id => source[id]).DefaultIfEmpty().Max()} times where minCount is {source.MinimumCount}")));

    /// <summary>The word's count in all sources, or 0 if no source has it often enough.</summary>
    private long Total(int id)
    {
        long total = 0;
        bool isFrequent = false;
        foreach (SourceCounts source in _sources)
        {
            total += source[id];
            isFrequent |= source[id] >= source.MinimumCount;
        }
        return isFrequent ? total : 0;
    }

    private int Compare(int a, int b, long[] totals) =>
        totals[a] != totals[b] ? totals[b].CompareTo(totals[a]) : _index.Words[a].SequenceCompareTo(_index.Words[b]);

    private BuiltVocabulary Numbered(ReadOnlySpan<int> order, long[] totals, CancellationToken cancellationToken)
    {
        Utf8Index words = new();
        long[] counts = new long[order.Length];
        int[] newIds = new int[totals.Length];
        Array.Fill(newIds, Vocabulary.Missing);
        foreach (int id in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts[words.Count] = totals[id];
            newIds[id] = words.FindOrAdd(_index.Words[id]);
        }
        return new(new Vocabulary(words, counts), newIds);
    }
}

/// <summary>A vocabulary and the way from the provisional ids, under which its words were counted, to its own.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="NewIds">For each provisional id the id in the vocabulary, or <see cref="Vocabulary.Missing"/>.</param>
internal sealed record BuiltVocabulary(Vocabulary Vocabulary, int[] NewIds);
