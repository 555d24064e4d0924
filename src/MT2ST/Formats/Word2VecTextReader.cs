using System.Buffers.Text;
using MT2ST.Corpora;

namespace MT2ST.Formats;

/// <summary>Reads word2vec's text format; see <see cref="Word2VecTextFormat"/>.</summary>
internal sealed class Word2VecTextReader : IVectorReader
{
    private readonly Utf8LineReader _lines;
    private readonly bool _hasHeader;
    private readonly float[] _values;
    private byte[] _word = new byte[64];
    private int _wordLength;
    private int _readCount;

    public Word2VecTextReader(string path, CancellationToken cancellationToken)
    {
        _lines = Utf8LineReader.Open(path, cancellationToken);
        try
        {
            if (!_lines.Read())
                throw new InvalidDataException($"{path}: is empty, expected word vectors.");
            _hasHeader = TryParseHeader(_lines.Line.Span, out int wordCount, out int dimensions);
            if (!_hasHeader)
            {
                dimensions = Utf8Fields.CountBlankSeparated(_lines.Line.Span) - 1;
                wordCount = 1 + CountLines(_lines);
                _lines.Dispose();
                _lines = Utf8LineReader.Open(path, cancellationToken);
            }
            if (dimensions < 1)
                throw new InvalidDataException($"{path}:1: found no dimensions, expected 'words dimensions' or a word and its values.");
            WordCount = wordCount;
            _values = new float[dimensions];
        }
        catch
        {
            _lines.Dispose();
            throw;
        }
    }

    public int WordCount { get; }

    public int Dimensions => _values.Length;

    public ReadOnlySpan<byte> Word => _word.AsSpan(0, _wordLength);

    public ReadOnlySpan<float> Values => _values;

    /// <summary>Whether a line is <c>V D</c>, two numbers and nothing else.</summary>
    public static bool TryParseHeader(ReadOnlySpan<byte> line, out int wordCount, out int dimensions)
    {
        dimensions = 0;
        return TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out wordCount)
            && TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out dimensions)
            && Utf8Fields.NextBlankSeparated(ref line).IsEmpty;
    }

    public bool Read()
    {
        do
        {
            if (!_lines.Read())
                return EndsWell();
        }
        while (Utf8Fields.IsBlank(_lines.Line.Span));
        if (_readCount == WordCount)
            throw Error($"found another word after the {WordCount} of the header.");
        _readCount++;
        ReadOnlySpan<byte> line = _lines.Line.Span;
        TakeWord(ref line);
        TakeValues(line);
        return true;
    }

    public void Dispose() => _lines.Dispose();

    private void TakeWord(ref ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = Utf8Fields.NextBlankSeparated(ref line);
        if (_word.Length < word.Length)
            _word = new byte[word.Length * 2];
        word.CopyTo(_word);
        _wordLength = word.Length;
    }

    private void TakeValues(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        for (int i = 0; i < _values.Length; i++)
        {
            rest = rest.TrimStart(" \t"u8);
            if (!Utf8Parser.TryParse(rest, out float value, out int length) || !float.IsFinite(value) || !IsColumnEnd(rest, length))
                throw WrongValue(line, rest);
            _values[i] = value;
            rest = rest[length..];
        }
        if (!rest.TrimStart(" \t"u8).IsEmpty)
            throw WrongCount(Utf8Fields.CountBlankSeparated(line));
    }

    private InvalidDataException WrongValue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest)
    {
        int count = Utf8Fields.CountBlankSeparated(line);
        return count != _values.Length
            ? WrongCount(count)
            : Error($"found the value {CorpusError.Quote(Utf8Fields.NextBlankSeparated(ref rest))}, expected a finite number.");
    }

    private InvalidDataException WrongCount(int count)
    {
        string origin = _hasHeader ? "dimensions from the header" : "as on the first line";
        string hint = count < _values.Length ? " Was the file cut off?" : " Does a word contain a blank?";
        return Error($"found {count} values, expected {_values.Length} ({origin}).{hint}");
    }

    private bool EndsWell() => _readCount == WordCount
        ? false
        : throw new InvalidDataException($"{_lines.Path}: found {_readCount} words, expected {WordCount} (from the header). Was the file cut off?");

    private InvalidDataException Error(string message) => CorpusError.At(_lines.Path, _lines.LineNumber, message);

    private static bool IsColumnEnd(ReadOnlySpan<byte> rest, int length) => length == rest.Length || rest[length] is (byte)' ' or (byte)'\t';

    private static bool TryParseCount(ReadOnlySpan<byte> column, out int count) =>
        Utf8Parser.TryParse(column, out count, out int length) && length == column.Length && count >= 0;

    private static int CountLines(Utf8LineReader lines)
    {
        int count = 0;
        while (lines.Read())
            count += Utf8Fields.IsBlank(lines.Line.Span) ? 0 : 1;
        return count;
    }
}
