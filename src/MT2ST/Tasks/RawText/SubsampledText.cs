using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Reads raw text document by document, subsampled; an example is a token before subsampling.</summary>
internal sealed class SubsampledText(WordFrequencies frequencies, IndexedCorpus text, ExampleOrder documents, SeededRandom random)
{
    private const int PieceTokens = 10_000; // A longer document is cut, so that a thread's buffers stay small.

    private readonly int[] _words = new int[PieceTokens];
    private readonly int[] _ends = new int[PieceTokens]; // Tokens read up to and including each kept word.
    private int _document = -1;
    private int _pieceStart;

    /// <summary>The kept words of the current piece.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, KeptCount);

    /// <summary>How many words the current piece kept.</summary>
    public int KeptCount { get; private set; }

    /// <summary>How many tokens the current piece had.</summary>
    public int TokenCount { get; private set; }

    /// <summary>The number of tokens of the piece up to and including kept word <paramref name="index"/>; all of them for the last one.</summary>
    public int TokensThrough(int index) => index == KeptCount - 1 ? TokenCount : _ends[index];

    /// <summary>Goes to the next piece of text.</summary>
    public void NextPiece()
    {
        if (_document < 0 || _pieceStart >= text.Tokens(_document).Length)
        {
            _document = documents.Next();
            _pieceStart = 0;
        }
        ReadOnlySpan<int> tokens = text.Tokens(_document)[_pieceStart..];
        tokens = tokens[..Math.Min(tokens.Length, PieceTokens)];
        _pieceStart += tokens.Length;
        TokenCount = tokens.Length;
        int kept = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            // A dropped word is written too and overwritten by the next one, so that nothing waits for the outcome.
            _words[kept] = tokens[i];
            _ends[kept] = i + 1;
            kept += frequencies.Keeps(tokens[i], random) ? 1 : 0;
        }
        KeptCount = kept;
    }
}
