namespace MT2ST.Tasks.Classification;

/// <summary>Keeps the first occurrence of each token of a text; one instance serves one thread.</summary>
/// <param name="tokenCount">How many tokens there are; all ids are below this.</param>
internal sealed class DistinctTokens(int tokenCount)
{
    private readonly uint[] _lastText = new uint[tokenCount]; // In which text a token was seen last, so that nothing is cleared between texts.
    private uint _text;

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        if (++_text != 0)
            return;
        Array.Clear(_lastText); // After 2^32 texts the numbers start again.
        _text = 1;
    }

    /// <summary>Moves the ids that occur for the first time to the front, in their order.</summary>
    /// <param name="ids">Ids, overwritten.</param>
    /// <param name="first">The token that id 0 stands for.</param>
    /// <returns>How many there are.</returns>
    public int Keep(Span<int> ids, int first)
    {
        int kept = 0;
        foreach (int id in ids)
        {
            ref uint last = ref _lastText[first + id];
            if (last == _text)
                continue;
            last = _text;
            ids[kept++] = id;
        }
        return kept;
    }
}
