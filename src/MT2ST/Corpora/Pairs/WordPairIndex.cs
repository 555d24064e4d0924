using System.Diagnostics.CodeAnalysis;

namespace MT2ST.Corpora.Pairs;

/// <summary>Finds pairs of words by either word, without regard to case: a number for each pair.</summary>
internal sealed class WordPairIndex
{
    private readonly Dictionary<string, Dictionary<string, int>> _partners = new(StringComparer.Ordinal);

    /// <summary>Adds a pair; one that is there already keeps its number.</summary>
    public void Add(WordPair pair, int number)
    {
        PartnersOf(pair.First).TryAdd(pair.Second, number);
        PartnersOf(pair.Second).TryAdd(pair.First, number);
    }

    /// <summary>The words that make a pair with a word, in lower case, with the pairs' numbers; false if there is none.</summary>
    /// <param name="word">The word in UTF-8, in any case.</param>
    /// <param name="partners">The other words.</param>
    public bool TryGetPartners(ReadOnlySpan<byte> word, [NotNullWhen(true)] out IReadOnlyDictionary<string, int>? partners)
    {
        bool isFound = _partners.TryGetValue(Lower(word), out Dictionary<string, int>? found);
        partners = found;
        return isFound;
    }

    /// <summary>A word as the partners of others are written.</summary>
    public static string Lower(ReadOnlySpan<byte> word) => WordCase.Lower(Encoding.UTF8.GetString(word));

    private Dictionary<string, int> PartnersOf(string word)
    {
        if (!_partners.TryGetValue(word, out Dictionary<string, int>? partners))
            _partners[word] = partners = new Dictionary<string, int>(StringComparer.Ordinal);
        return partners;
    }
}
