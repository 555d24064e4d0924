using System.Buffers.Text;
using MT2ST.Corpora;

namespace MT2ST.Formats;

/// <summary>Reads word2vec's text format; see <see cref="Word2VecTextFormat"/>.</summary>
internal sealed class Word2VecTextReader : IVectorReader
{
    private readonly Utf8LineReader _lines;
    private readonly VectorLayout _layout = new();
    private readonly List<string> _notes = [];
    private readonly float[] _values;
    private byte[] _word = new byte[64];
    private int _wordLength;
    private int _readCount;
    private long _firstBlankWord; // Its line.
    private int _blankWords;

    public Word2VecTextReader(string path, CancellationToken cancellationToken)
    {
        (WordCount, long headerLine) = ReadLayout(path, cancellationToken);
        _values = new float[_layout.Dimensions];
        _lines = Utf8LineReader.Open(path, cancellationToken);
        while (_lines.LineNumber < headerLine && _lines.Read())
        {
            // The header and blank lines in front of it are known.
        }
    }

    public int WordCount { get; }

    public int Dimensions => _values.Length;

    public ReadOnlySpan<byte> Word => _word.AsSpan(0, _wordLength);

    public ReadOnlySpan<float> Values => _values;

    public string Place => string.Create(CultureInfo.InvariantCulture, $"line {_lines.LineNumber}");

    public IReadOnlyList<string> Notes => _blankWords == 0 ? _notes :
        [.. _notes, string.Create(CultureInfo.InvariantCulture, $"{_lines.Path}:{_firstBlankWord}: the word is a blank and is left out ({_blankWords} such {(_blankWords == 1 ? "word" : "words")} in all).")];

    /// <summary>Whether a line is <c>V D</c>, two numbers and nothing else.</summary>
    public static bool TryParseHeader(ReadOnlySpan<byte> line, out int wordCount, out int dimensions)
    {
        dimensions = 0;
        line = line.TrimEnd((byte)'\r');
        return VectorLayout.TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out wordCount)
            && VectorLayout.TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out dimensions)
            && Utf8Fields.NextBlankSeparated(ref line).IsEmpty;
    }

    public bool Read()
    {
        while (_lines.Read())
        {
            ReadOnlySpan<byte> line = _lines.Line.Span;
            if (Utf8Fields.IsBlank(line))
                continue;
            if (_readCount == WordCount)
                throw Error($"found another word after the {WordCount} of the header.");
            _readCount++;
            if (TakeVector(line))
                return true;
            if (_blankWords++ == 0)
                _firstBlankWord = _lines.LineNumber;
        }
        return _readCount == WordCount
            ? false
            : throw new InvalidDataException($"{_lines.Path}: found {_readCount} words, expected {WordCount} (from the header). Was the file cut off?");
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>Looks at the first lines and, without a header, counts all; gives the number of words and the line of the header, or 0.</summary>
    private (int WordCount, long HeaderLine) ReadLayout(string path, CancellationToken cancellationToken)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        int count = 0;
        long first = 0;
        while (lines.Read())
        {
            if (Utf8Fields.IsBlank(lines.Line.Span))
                continue;
            if (count++ == 0)
                first = lines.LineNumber;
            if (_layout.LineCount < VectorLayout.SampledLines)
                _layout.Add(lines.Line.Span);
            else if (_layout.HasHeader)
                break;
        }
        if (count == 0)
            throw new InvalidDataException($"{path}: is empty, expected word vectors.");
        if (_layout.Dimensions < 1)
            throw CorpusError.At(path, first, "found no dimensions, expected 'words dimensions' or a word and its values.");
        if (_layout.HasLongHeader)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{first}: was read as a header of {_layout.HeaderWordCount} words and {_layout.Dimensions} dimensions; what stands behind them is passed over."));
        return _layout.HasHeader ? (_layout.HeaderWordCount, first) : (count, 0);
    }

    /// <summary>Takes a line's word and its values; false if the word is a blank.</summary>
    private bool TakeVector(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> values = line;
        ReadOnlySpan<byte> word = Utf8Fields.NextBlankSeparated(ref values);
        if (TryTakeValues(values))
        {
            TakeWord(word);
            return true;
        }
        int columns = Utf8Fields.CountBlankSeparated(line);
        if (columns == Dimensions && line[0] is (byte)' ' or (byte)'\t' && TryTakeValues(line))
            return false;
        if (columns > Dimensions + 1 && TryTakeWordWithBlanks(line, columns - Dimensions))
            return true;
        throw columns == Dimensions + 1 ? WrongValue(values) : WrongCount(columns - 1);
    }

    /// <summary>Takes a word of several columns; false if its last one is a number, which may be a value too many.</summary>
    private bool TryTakeWordWithBlanks(ReadOnlySpan<byte> line, int wordColumns)
    {
        ReadOnlySpan<byte> values = line;
        ReadOnlySpan<byte> last = default;
        for (int i = 0; i < wordColumns; i++)
            last = Utf8Fields.NextBlankSeparated(ref values);
        if (VectorLayout.IsNumber(last) || !TryTakeValues(values))
            return false;
        TakeWord(line[..^values.Length].Trim(" \t"u8));
        _word.AsSpan(0, _wordLength).Replace((byte)'\t', (byte)' ');
        return true;
    }

    private void TakeWord(ReadOnlySpan<byte> word)
    {
        if (_word.Length < word.Length)
            _word = new byte[word.Length * 2];
        word.CopyTo(_word);
        _wordLength = word.Length;
    }

    /// <summary>Takes a line's values; false if they are not numbers or of another count.</summary>
    private bool TryTakeValues(ReadOnlySpan<byte> rest)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            rest = rest.TrimStart(" \t"u8);
            if (!Utf8Parser.TryParse(rest, out float value, out int length) || !float.IsFinite(value) || !IsColumnEnd(rest, length))
                return false;
            _values[i] = value;
            rest = rest[length..];
        }
        return Utf8Fields.IsBlank(rest);
    }

    private InvalidDataException WrongValue(ReadOnlySpan<byte> values)
    {
        ReadOnlySpan<byte> column;
        do
            column = Utf8Fields.NextBlankSeparated(ref values);
        while (VectorLayout.IsNumber(column));
        return Error($"found the value {CorpusError.Quote(column)}, expected a finite number.");
    }

    private InvalidDataException WrongCount(int count)
    {
        string origin = _layout.HasHeader ? "dimensions from the header" : _layout.IsAsOnFirstLine ? "as on the first line" : "as on most lines";
        string hint = count < _values.Length ? " Was the file cut off?" : " Does a word contain a blank?";
        return Error($"found {count} values, expected {_values.Length} ({origin}).{hint}");
    }

    private InvalidDataException Error(string message) => CorpusError.At(_lines.Path, _lines.LineNumber, message);

    private static bool IsColumnEnd(ReadOnlySpan<byte> rest, int length) => length == rest.Length || rest[length] is (byte)' ' or (byte)'\t';
}
