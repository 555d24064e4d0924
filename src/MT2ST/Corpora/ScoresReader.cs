using System.Buffers.Text;

namespace MT2ST.Corpora;

/// <summary>
/// Reads judged pairs of words, <c>word word score</c> per line, as WordSim-353 and MEN are, separated by blanks, tabs, commas,
/// semicolons or bars; the label is the score.
/// </summary>
/// <remarks>Empty lines, lines that begin with <c>#</c> and a first line whose score is no number, a header, are skipped.</remarks>
internal sealed class ScoresReader : ICorpusReader
{
    private const int ColumnCount = 3;

    private static readonly HashSet<string> NotNumbers = new(StringComparer.OrdinalIgnoreCase) { "nan", "inf", "infinity", "∞", "na", "n/a", "null", "none", "?" };

    private static ReadOnlySpan<byte> Separators => "\t,;|"u8;

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        string? path = null; // Of the file whose first line was seen.
        return LineExamples.Read(source, TakePair, cancellationToken);

        bool TakePair(ReadOnlyMemory<byte> line, CorpusExample example)
        {
            if (line.Span[0] == '#')
                return false;
            bool isFirst = path != example.Path;
            path = example.Path;
            if (!isFirst || !IsHeader(line.Span))
                return Parse(line.Span, example);
            source.NoteList.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{example.LineNumber}: has no score and was passed over as a header."));
            return false;
        }
    }

    /// <summary>Whether the first lines of a file are of two words and a score, after a header at most.</summary>
    public static bool HasPairs(string path)
    {
        if (path == CorpusSource.StandardInput)
            return false;
        using Utf8LineReader lines = Utf8LineReader.Open(path);
        for (int seen = 0; seen < 2 && lines.Read();)
        {
            if (Utf8Fields.IsBlank(lines.Line.Span) || lines.Line.Span[0] == '#')
                continue;
            if (!TrySplit(lines.Line.Span, out _, out _, out _))
                return false;
            seen++;
        }
        return true;
    }

    private static bool IsHeader(ReadOnlySpan<byte> line) => TrySplit(line, out _, out _, out ReadOnlySpan<byte> score) && !LooksLikeNumber(score);

    /// <summary>Adds the two words of a judged pair; false for another line.</summary>
    public static bool TryAddWords(ReadOnlySpan<byte> line, CorpusExample example)
    {
        if (!TrySplit(line, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> score) || !IsNumber(score))
            return false;
        example.Words.Add(first);
        example.Words.Add(second);
        return true;
    }

    private static bool Parse(ReadOnlySpan<byte> line, CorpusExample example)
    {
        if (!TrySplit(line, out _, out _, out ReadOnlySpan<byte> score))
            throw CorpusError.At(example.Path, example.LineNumber, $"found {Utf8Fields.CountBlankSeparated(line)} columns, expected {ColumnCount}: word word score.");
        if (!TryAddWords(line, example))
            throw CorpusError.At(example.Path, example.LineNumber, $"found the score {CorpusError.Quote(score)}, expected a number such as 7.35.");
        example.Labels.Add(score);
        return true;
    }

    /// <summary>Cuts a line at the separator that makes three columns of it, or at its blanks; false if none does.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> score)
    {
        ReadOnlySpan<byte> rest = line;
        foreach (byte separator in Separators)
        {
            if (line.Count(separator) != ColumnCount - 1)
                continue;
            first = Next(ref rest, separator);
            second = Next(ref rest, separator);
            score = rest.Trim(" \""u8);
            return !first.IsEmpty && !second.IsEmpty && !score.IsEmpty;
        }
        first = Utf8Fields.NextBlankSeparated(ref rest);
        second = Utf8Fields.NextBlankSeparated(ref rest);
        score = Utf8Fields.NextBlankSeparated(ref rest);
        return !score.IsEmpty && Utf8Fields.IsBlank(rest);
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest, byte separator)
    {
        int length = rest.IndexOf(separator);
        ReadOnlySpan<byte> field = length < 0 ? rest : rest[..length];
        rest = length < 0 ? [] : rest[(length + 1)..];
        return field.Trim(" \""u8);
    }

    // A first score such as NaN, -inf or 7,5 is a bad one, not the name of a column.
    private static bool LooksLikeNumber(ReadOnlySpan<byte> score)
    {
        ReadOnlySpan<byte> unsigned = score.TrimStart("+-"u8);
        return unsigned.IsEmpty || unsigned[0] is (byte)'.' or (byte)',' or (>= (byte)'0' and <= (byte)'9')
            || NotNumbers.Contains(Encoding.UTF8.GetString(unsigned));
    }

    private static bool IsNumber(ReadOnlySpan<byte> score) =>
        Utf8Parser.TryParse(score, out double value, out int length) && length == score.Length && double.IsFinite(value);
}
