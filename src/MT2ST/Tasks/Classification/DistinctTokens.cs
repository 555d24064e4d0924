namespace MT2ST.Tasks.Classification;

/// <summary>Keeps the first occurrence of each token of a text and counts the others; one instance serves one thread.</summary>
/// <param name="tokenCount">How many tokens there are; all ids are below this.</param>
internal sealed class DistinctTokens(int tokenCount)
{
    private readonly (uint Text, int Place)[] _last = new (uint, int)[tokenCount]; // In which text a token was seen last, so that nothing is cleared between texts.
    private uint _text;

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        if (++_text != 0)
            return;
        Array.Clear(_last); // After 2^32 texts the numbers start again.
        _text = 1;
    }

    /// <summary>Adds occurrences of a token.</summary>
    /// <param name="id">The token, counted from <paramref name="first"/>.</param>
    /// <param name="first">The token that id 0 stands for.</param>
    /// <param name="occurrences">How many.</param>
    /// <param name="ids">The different tokens so far, from place 0 on.</param>
    /// <param name="counts">How often each of them occurs.</param>
    /// <param name="kept">How many there are.</param>
    public void Add(int id, int first, int occurrences, Span<int> ids, Span<int> counts, ref int kept)
    {
        ref (uint Text, int Place) last = ref _last[first + id];
        if (last.Text == _text)
        {
            counts[last.Place] += occurrences;
            return;
        }
        last = (_text, kept);
        ids[kept] = id;
        counts[kept++] = occurrences;
    }
}
