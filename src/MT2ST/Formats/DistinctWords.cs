using System.Buffers;
using System.Text.Unicode;
using MT2ST.Corpora;
using MT2ST.Vocabularies;

namespace MT2ST.Formats;

/// <summary>Reads a vector file with each word once: one that comes again keeps its first vector, as in gensim. Words are told apart by their bytes.</summary>
/// <param name="path">The file, for notes.</param>
/// <param name="reader">Reads all of its words.</param>
internal sealed class DistinctWords(string path, IVectorReader reader) : IVectorReader
{
    private readonly RepeatedWords _repeated = new(path);
    private string? _firstBroken;
    private int _brokenCount;

    /// <summary>The words read so far.</summary>
    public Utf8Index Words { get; } = new();

    public int WordCount => reader.WordCount;

    public int Dimensions => reader.Dimensions;

    public ReadOnlySpan<byte> Word => reader.Word;

    public ReadOnlySpan<float> Values => reader.Values;

    public string Place => reader.Place;

    public IReadOnlyList<string> Notes =>
    [
        .. reader.Notes,
        .. _repeated.Notes,
        .. _firstBroken is null ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{path}: {_firstBroken}; such words are told apart by their bytes ({_brokenCount} in all). Convert the file: iconv -f WINDOWS-1252 -t UTF-8 (or its encoding).")],
    ];

    /// <exception cref="InvalidDataException">A word has a tab or a line break, which vocabularies cannot hold.</exception>
    public bool Read()
    {
        while (reader.Read())
        {
            if (reader.Word.IndexOfAny((byte)'\t', (byte)'\n', (byte)'\r') >= 0)
                throw new InvalidDataException($"{path}: {reader.Place}: found a tab or a line break in the word {CorpusError.Quote(reader.Word)}, expected none. Is the file damaged?");
            int count = Words.Count;
            if (Words.FindOrAdd(reader.Word) != count)
            {
                _repeated.Add(reader);
                continue;
            }
            if (!Utf8.IsValid(reader.Word))
                AddBroken();
            return true;
        }
        return false;
    }

    public void Dispose() => reader.Dispose();

    private void AddBroken()
    {
        if (_brokenCount++ == 0)
            _firstBroken = $"{reader.Place}: the word {CorpusError.Quote(reader.Word)} has byte 0x{BrokenByte(reader.Word):X2}, which is not UTF-8";
    }

    private static byte BrokenByte(ReadOnlySpan<byte> word)
    {
        while (Rune.DecodeFromUtf8(word, out _, out int length) == OperationStatus.Done)
            word = word[length..];
        return word[0];
    }
}

/// <summary>Counts the words of a vector file that come again.</summary>
/// <param name="path">The file.</param>
internal sealed class RepeatedWords(string path)
{
    private string? _first;
    private int _count;

    /// <summary>A sentence about them; nothing if there are none.</summary>
    public IReadOnlyList<string> Notes => _first is null ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{path}: {_first}; its first vector is kept ({_count} such {(_count == 1 ? "word" : "words")} in all).")];

    /// <summary>Counts the word that was read last.</summary>
    public void Add(IVectorReader reader)
    {
        if (_count++ == 0)
            _first = $"{CorpusError.Quote(reader.Word)} comes again on {reader.Place}";
    }
}
