namespace MT2ST.Tasks.Classification;

/// <summary>The tokens of a text: its words, their n-grams and their character n-grams; one instance serves one thread.</summary>
/// <param name="ngrams">Which n-grams of words count.</param>
/// <param name="characters">The words' character n-grams; null if they do not count.</param>
/// <param name="wordCount">V; the unknown word's id.</param>
/// <param name="distinct">Tells tokens apart, so that each comes only once, with its number of occurrences; null to keep all. A thread's instances may share it.</param>
internal sealed class TextTokens(WordNgrams ngrams, WordCharacters? characters, int wordCount, DistinctTokens? distinct)
{
    private int[] _words = [];
    private int[] _ngrams = [];
    private int[] _characters = [];
    private int[] _counts = []; // Of words, then n-grams, then character n-grams, if tokens are distinct.
    private int _wordCount;
    private int _ngramCount;
    private int _characterCount;

    /// <summary>Word ids.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

    /// <summary>Buckets of n-grams.</summary>
    public ReadOnlySpan<int> Ngrams => _ngrams.AsSpan(0, _ngramCount);

    /// <summary>Character n-grams by their numbers.</summary>
    public ReadOnlySpan<int> Characters => _characters.AsSpan(0, _characterCount);

    /// <summary>All tokens.</summary>
    public int Count => _wordCount + _ngramCount + _characterCount;

    /// <summary>Token i as one number: a word's id, V + 1 and an n-gram's bucket, or V + 1 + buckets and a character n-gram's number.</summary>
    public int this[int i] => i < _wordCount ? _words[i]
        : i < _wordCount + _ngramCount ? wordCount + 1 + _ngrams[i - _wordCount]
        : wordCount + 1 + ngrams.BucketCount + _characters[i - _wordCount - _ngramCount];

    /// <summary>How many different tokens there can be: V + 1 + buckets + character n-grams.</summary>
    public static int TokenCount(WordNgrams ngrams, WordCharacters? characters, int wordCount) => wordCount + 1 + ngrams.BucketCount + (characters?.Count ?? 0);

    /// <summary>Where each token of a text stands first, in the order of its tokens: words, then n-grams of words.</summary>
    /// <param name="words">The text's words.</param>
    /// <param name="ngrams">Which n-grams of words count.</param>
    /// <param name="areDistinct">Whether repeated tokens are merged.</param>
    public static List<(int First, int Last)> Places(ReadOnlySpan<int> words, WordNgrams ngrams, bool areDistinct)
    {
        var buckets = new int[ngrams.MaximumCount(words.Length)];
        var ngramPlaces = new (int First, int Last)[buckets.Length];
        int ngramCount = ngrams.Write(words, buckets, ngramPlaces);
        HashSet<(bool, int)> seen = [];
        List<(int First, int Last)> places = [];
        for (int i = 0; i < words.Length; i++)
            if (!areDistinct || seen.Add((true, words[i])))
                places.Add((i, i));
        for (int i = 0; i < ngramCount; i++)
            if (!areDistinct || seen.Add((false, buckets[i])))
                places.Add(ngramPlaces[i]);
        return places;
    }

    /// <summary>How often token i occurs in the text.</summary>
    public int Occurrences(int i) => distinct is null ? 1 : _counts[i];

    /// <summary>Takes the next text.</summary>
    public void Take(ReadOnlySpan<int> text)
    {
        if (_words.Length < text.Length)
        {
            _words = new int[text.Length];
            _ngrams = new int[ngrams.MaximumCount(text.Length)];
        }
        text.CopyTo(_words);
        _wordCount = text.Length;
        _ngramCount = ngrams.Write(text, _ngrams);
        if (distinct is not null)
            Merge(distinct);
    }

    private void Merge(DistinctTokens distinct)
    {
        int most = _wordCount + _ngramCount;
        if (characters is not null)
            foreach (int word in Words)
                most += characters.Of(word).Length;
        if (_counts.Length < most)
        {
            _counts = new int[most];
            _characters = new int[most];
        }
        distinct.Begin();
        int words = 0, pairs = 0;
        for (int i = 0; i < _wordCount; i++)
            distinct.Add(_words[i], first: 0, 1, _words, _counts, ref words);
        for (int i = 0; i < _ngramCount; i++)
            distinct.Add(_ngrams[i], first: wordCount + 1, 1, _ngrams, _counts.AsSpan(words), ref pairs);
        (_wordCount, _ngramCount, _characterCount) = (words, pairs, 0);
        if (characters is null)
            return;
        for (int i = 0; i < words; i++)
            foreach (int ngram in characters.Of(_words[i]))
                distinct.Add(ngram, first: wordCount + 1 + ngrams.BucketCount, _counts[i], _characters, _counts.AsSpan(words + pairs), ref _characterCount);
    }
}
