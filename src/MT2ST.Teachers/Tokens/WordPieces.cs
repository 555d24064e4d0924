namespace MT2ST.Teachers.Tokens;

/// <summary>Turns texts into the ids of a WordPiece vocabulary: of each word the longest piece that begins it, then the longest that goes on, and so on.</summary>
/// <remarks>Wu et al. 2016, section 4.1; BERT's greedy form. One instance serves one thread.</remarks>
internal sealed class WordPieces(PieceVocabulary vocabulary, bool isLowercase, bool stripsAccents)
{
    private const int MaximumWordLength = 100; // Longer words are unknown, as in BERT.
    private const string Continuation = "##";

    private readonly BertWords _words = new(isLowercase, stripsAccents);
    private readonly List<string> _split = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids = vocabulary.Ids.GetAlternateLookup<ReadOnlySpan<char>>();
    private char[] _piece = new char[MaximumWordLength + Continuation.Length];

    /// <summary>The ids of a text's pieces, without those that mark its start and end.</summary>
    public int[] Encode(string text)
    {
        List<int> ids = [];
        _split.Clear();
        _words.Split(text, _split);
        foreach (string word in _split)
            AddPieces(word, ids);
        return [.. ids];
    }

    private void AddPieces(string word, List<int> ids)
    {
        int first = ids.Count;
        for (int start = 0; start < word.Length;)
        {
            int length = word.Length <= MaximumWordLength ? LongestPiece(word, start, out int id) : None(out id);
            if (length == 0)
            {
                ids.RemoveRange(first, ids.Count - first); // A word that is not all pieces is unknown as a whole.
                ids.Add(vocabulary.Unknown);
                return;
            }
            ids.Add(id);
            start += length;
        }
    }

    private int LongestPiece(string word, int start, out int id)
    {
        int prefix = start > 0 ? Continuation.Length : 0;
        Continuation.CopyTo(_piece);
        word.AsSpan(start).CopyTo(_piece.AsSpan(prefix));
        for (int length = word.Length - start; length > 0; length--)
            if (_ids.TryGetValue(_piece.AsSpan(0, prefix + length), out id))
                return length;
        return None(out id);
    }

    private static int None(out int id)
    {
        id = 0;
        return 0;
    }
}
