using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Counts how often words stand near each other: X_ij grows by 1 / d for each j that stands d words from an i.</summary>
/// <remarks>
/// Pennington et al. 2014, section 4.2. The matrix is made row by row: an index of each word's positions leads to its
/// neighbours, whose counts are summed in one dense row, which stays in the cache and is written out once complete. Nothing is
/// sorted or merged, and apart from the cells it needs 8 bytes per token.
/// </remarks>
internal sealed class CooccurrenceCounter
{
    private const int Break = -1; // Between documents: no pair reaches across.
    private const int PlacesPerCheck = 1 << 16; // Some milliseconds of work.

    private readonly GloveOptions _options;
    private readonly SeededRandom _random;
    private readonly CancellationToken _cancellation;
    private readonly int[] _text;
    private readonly int[] _starts; // Where each word's positions begin in _positions, [words + 1].
    private readonly int[] _positions; // Of tokens in the text, word by word.
    private readonly double[] _row; // A float would stop growing at some millions.
    private readonly int[] _contexts;
    private int _contextCount;

    private CooccurrenceCounter(IndexedCorpus corpus, GloveOptions options, WordFrequencies frequencies, int wordCount, SeededRandom random, CancellationToken cancellationToken)
    {
        _options = options;
        _random = random;
        _cancellation = cancellationToken;
        _text = Text(corpus, frequencies, random, cancellationToken);
        _starts = new int[wordCount + 1];
        _positions = Index();
        _row = new double[wordCount];
        _contexts = new int[wordCount];
    }

    /// <summary>Counts a corpus.</summary>
    /// <param name="corpus">The text; see <see cref="RequireSize"/>.</param>
    /// <param name="options">Window, sides and subsampling.</param>
    /// <param name="frequencies">Which tokens are kept.</param>
    /// <param name="wordCount">The number of rows and columns: V and one for unknown words.</param>
    /// <param name="random">The source of subsampling and of the cells' order in their row.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static Cooccurrences Count(
        IndexedCorpus corpus, GloveOptions options, WordFrequencies frequencies, int wordCount, SeededRandom random, CancellationToken cancellationToken) =>
        new CooccurrenceCounter(corpus, options, frequencies, wordCount, random, cancellationToken).Count();

    /// <summary>Rejects a text whose tokens and ends of documents do not fit into one array.</summary>
    /// <exception cref="ArgumentException">There are too many; the message gives the sizes.</exception>
    public static void RequireSize(string task, IndexedCorpus corpus)
    {
        if (PlaceCount(corpus) > Array.MaxLength)
            throw new ArgumentException($"Task '{task}' has {corpus.TokenCount} tokens in {corpus.DocumentCount} documents, more than can be counted ({Array.MaxLength - 1} together). Set limit.", nameof(corpus));
    }

    private static long PlaceCount(IndexedCorpus corpus) => corpus.TokenCount + corpus.DocumentCount + 1L;

    private static int[] Text(IndexedCorpus corpus, WordFrequencies frequencies, SeededRandom random, CancellationToken cancellationToken)
    {
        var text = new int[PlaceCount(corpus)];
        int count = 0;
        text[count++] = Break;
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int word in corpus.Tokens(document))
                if (frequencies.Keeps(word, random))
                    text[count++] = word;
            text[count++] = Break;
        }
        return text[..count];
    }

    private int[] Index()
    {
        foreach (int word in _text)
            if (word != Break)
                _starts[word + 1]++;
        for (int word = 1; word < _starts.Length; word++)
            _starts[word] += _starts[word - 1];
        var positions = new int[_starts[^1]];
        int[] next = [.. _starts];
        for (int start = 0; start < _text.Length; start += PlacesPerCheck)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (int position = start; position < Math.Min(_text.Length, start + PlacesPerCheck); position++)
                if (_text[position] != Break)
                    positions[next[_text[position]]++] = position;
        }
        return positions;
    }

    private Cooccurrences Count()
    {
        var cells = new Cooccurrences(_row.Length);
        var counts = new float[_row.Length];
        for (int word = 0; word < _row.Length; word++)
        {
            CountRow(_positions.AsSpan(_starts[word].._starts[word + 1]));
            Span<int> contexts = _contexts.AsSpan(0, _contextCount);
            _random.Shuffle(contexts); // A block is then a sample of the row, not a run of neighbours in the text.
            for (int i = 0; i < contexts.Length; i++)
            {
                counts[i] = (float)_row[contexts[i]];
                _row[contexts[i]] = 0;
            }
            cells.AddRow(word, contexts, counts.AsSpan(0, contexts.Length));
        }
        return cells;
    }

    private void CountRow(ReadOnlySpan<int> positions)
    {
        _contextCount = 0;
        do
        {
            _cancellation.ThrowIfCancellationRequested(); // A frequent word has many millions of places.
            ReadOnlySpan<int> next = positions[..Math.Min(positions.Length, PlacesPerCheck)];
            foreach (int position in next)
            {
                CountSide(position, step: -1);
                if (_options.Symmetric)
                    CountSide(position, step: 1);
            }
            positions = positions[next.Length..];
        }
        while (!positions.IsEmpty);
    }

    private void CountSide(int position, int step)
    {
        for (int d = 1; d <= _options.Window; d++)
        {
            int context = _text[position + (d * step)]; // A break ends it before the text's end.
            if (context == Break)
                return;
            if (_row[context] == 0)
                _contexts[_contextCount++] = context;
            _row[context] += 1.0 / d;
        }
    }
}
