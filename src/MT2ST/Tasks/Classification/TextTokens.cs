namespace MT2ST.Tasks.Classification;

/// <summary>The tokens of a text: its words and their n-grams; one instance serves one thread.</summary>
/// <param name="ngrams">Which n-grams count.</param>
/// <param name="wordCount">V; the unknown word's id.</param>
/// <param name="distinct">Whether a token counts only once in a text.</param>
internal sealed class TextTokens(WordNgrams ngrams, int wordCount, bool distinct)
{
    private readonly DistinctTokens? _distinct = distinct ? new DistinctTokens(wordCount + 1 + ngrams.BucketCount) : null;
    private int[] _words = [];
    private int[] _ngrams = [];
    private int _wordCount;
    private int _ngramCount;

    /// <summary>Word ids.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

    /// <summary>Buckets of n-grams.</summary>
    public ReadOnlySpan<int> Ngrams => _ngrams.AsSpan(0, _ngramCount);

    /// <summary>Words and n-grams together.</summary>
    public int Count => _wordCount + _ngramCount;

    /// <summary>Token i as one number: a word's id, or V + 1 and an n-gram's bucket.</summary>
    public int this[int i] => i < _wordCount ? _words[i] : wordCount + 1 + _ngrams[i - _wordCount];

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
        if (_distinct is null)
            return;
        _distinct.Begin();
        _wordCount = _distinct.Keep(_words.AsSpan(0, _wordCount), first: 0);
        _ngramCount = _distinct.Keep(_ngrams.AsSpan(0, _ngramCount), first: wordCount + 1);
    }
}
