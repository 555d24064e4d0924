namespace MT2ST.Corpora.Pairs;

/// <summary>Two words, without regard to order and case.</summary>
/// <remarks>
/// Pairs are split by a hash of their words alone, so that a pair lies in the same half in every set and on every machine:
/// FNV-1a of "first second" in UTF-8, finished by SplitMix64's mixing, since FNV's upper bits hardly change with the last
/// letters. The top bit tells <see cref="Half"/>, the next one <see cref="JudgesTargets"/>.
/// </remarks>
internal sealed record WordPair
{
    /// <summary>Makes a pair of two words in any order and case.</summary>
    public WordPair(string first, string second)
    {
        (First, Second) = (WordCase.Lower(first), WordCase.Lower(second));
        if (string.CompareOrdinal(First, Second) > 0)
            (First, Second) = (Second, First);
    }

    /// <summary>The word that comes first by its characters' codes, in lower case.</summary>
    public string First { get; }

    /// <summary>The other word, in lower case.</summary>
    public string Second { get; }

    /// <summary>Which half of every set the pair belongs to.</summary>
    public PairHalf Half => Hash() >> 63 == 0 ? PairHalf.Dev : PairHalf.Test;

    /// <summary>Whether the pair belongs to half B of the dev half, which judges targets; otherwise to half A.</summary>
    public bool JudgesTargets => (Hash() >> 62 & 1) != 0;

    /// <summary>The pairs of a file, or of examples in memory: the first word of each line or example with each of the others.</summary>
    /// <param name="examples">A similarity set or a list of related words.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IEnumerable<WordPair> ReadAll(ExampleSource examples, CancellationToken cancellationToken = default)
    {
        CorpusSource source = new(examples);
        IEnumerable<CorpusExample> lines = source.Examples is null ? LineExamples.Read(source, TakePairs, cancellationToken) : new MemoryReader().Read(source, cancellationToken);
        foreach (CorpusExample line in lines)
        {
            for (int i = 1; i < line.Words.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new WordPair(line.Words.GetString(0), line.Words.GetString(i));
            }
        }
    }

    private static bool TakePairs(ReadOnlyMemory<byte> line, CorpusExample example)
    {
        if (!ScoresReader.TryAddWords(line.Span, example))
            example.AddWords(line.Span);
        return true;
    }

    /// <summary>Both words with a blank between them.</summary>
    public override string ToString() => $"{First} {Second}";

    private ulong Hash()
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(ToString()))
            hash = (hash ^ value) * 1099511628211;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}

/// <summary>One of the halves that sets of word pairs are split into, always in the same way: see <see cref="WordPair.Half"/>.</summary>
public enum PairHalf
{
    /// <summary>The half that training and tuning may use.</summary>
    Dev,

    /// <summary>The half that is measured once, at the end.</summary>
    Test,
}
