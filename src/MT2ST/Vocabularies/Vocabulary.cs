namespace MT2ST.Vocabularies;

/// <summary>The words (or labels) of a run with their counts: ids are [0, <see cref="Count"/>), most frequent first.</summary>
public sealed class Vocabulary
{
    /// <summary>What <see cref="IndexOf(string)"/> gives for a word that is not in the vocabulary.</summary>
    public const int Missing = -1;

    private readonly string[] _words;
    private readonly long[] _counts;
    private readonly Dictionary<string, int> _ids;

    private Vocabulary(string[] words, long[] counts)
    {
        _words = words;
        _counts = counts;
        _ids = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (int id = 0; id < words.Length; id++)
        {
            if (!_ids.TryAdd(words[id], id))
                throw new ArgumentException($"The word '{words[id]}' is there twice, as {_ids[words[id]]} and {id}.", nameof(words));
        }
    }

    /// <summary>The number of words.</summary>
    public int Count => _words.Length;

    /// <summary>The sum of all counts.</summary>
    public long TotalCount => _counts.Sum();

    /// <summary>How often each word occurred, <c>[Count]</c>.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The word with this id.</summary>
    public string this[int id] => _words[id];

    /// <summary>A vocabulary of these words, ids in the order given.</summary>
    /// <param name="words">Different words.</param>
    /// <param name="counts">How often each word occurred; null when that is not known.</param>
    /// <exception cref="ArgumentException">A word is there twice, or the lengths differ.</exception>
    public static Vocabulary Create(IEnumerable<string> words, IEnumerable<long>? counts = null)
    {
        string[] all = [.. words];
        return new Vocabulary(all, counts is null ? [.. Enumerable.Repeat(1L, all.Length)] : [.. counts]);
    }

    /// <summary>The word's id, or <see cref="Missing"/>.</summary>
    public int IndexOf(string word) => _ids.GetValueOrDefault(word, Missing);

    /// <summary>The id of the word given in UTF-8, or <see cref="Missing"/>.</summary>
    public int IndexOf(ReadOnlySpan<byte> word) => IndexOf(System.Text.Encoding.UTF8.GetString(word));
}
