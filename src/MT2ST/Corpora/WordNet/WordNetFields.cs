using System.Buffers.Text;

namespace MT2ST.Corpora.WordNet;

/// <summary>Takes the fields of a line of a WordNet data file one by one.</summary>
internal ref struct WordNetFields(Utf8LineReader lines)
{
    // All pointer symbols of wninput(5WN).
    private static readonly string[] Symbols =
        ["!", "@", "@i", "~", "~i", "#m", "#s", "#p", "%m", "%s", "%p", "=", "+", ";c", "-c", ";r", "-r", ";u", "-u", "*", ">", "^", "$", "&", "<", "\\"];

    private ReadOnlySpan<byte> _rest = lines.Line.Span;

    /// <summary>The next field, which is <paramref name="meaning"/>.</summary>
    public ReadOnlySpan<byte> Next(string meaning)
    {
        ReadOnlySpan<byte> field = Utf8Fields.NextBlankSeparated(ref _rest);
        if (field.IsEmpty)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found the end of the line, expected {meaning}. Was the file cut off?");
        return field;
    }

    /// <summary>The next field as a number of base 10 or 16.</summary>
    public int NextNumber(string meaning, int numberBase, int maximum)
    {
        ReadOnlySpan<byte> field = Next(meaning);
        bool isNumber = Utf8Parser.TryParse(field, out uint number, out int length, numberBase == 16 ? 'X' : 'D') && length == field.Length;
        if (!isNumber || number > maximum)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(field)}, expected {meaning} (base {numberBase}, at most {maximum}). Is it a WordNet data file?");
        return (int)number;
    }

    /// <summary>The next field as the symbol of a relation.</summary>
    public string NextSymbol()
    {
        ReadOnlySpan<byte> field = Next("a pointer's symbol");
        foreach (string symbol in Symbols)
            if (System.Text.Ascii.Equals(field, symbol))
                return symbol;
        throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(field)}, expected a pointer's symbol ({string.Join(' ', Symbols)}). Is it a WordNet data file?");
    }

    /// <summary>The next field as the letter of a data file.</summary>
    public char NextPartOfSpeech()
    {
        ReadOnlySpan<byte> field = Next("a pointer's part of speech");
        if (field.Length != 1 || !"nvars"u8.Contains(field[0]))
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(field)}, expected a pointer's part of speech (n v a r s). Is it a WordNet data file?");
        return field[0] == 's' ? 'a' : (char)field[0]; // Satellites are in the adjectives' file.
    }

    /// <summary>Where the gloss starts on the line, behind the bar.</summary>
    public readonly int GlossStart()
    {
        int bar = _rest.IndexOf((byte)'|');
        if (bar < 0)
            throw CorpusError.At(lines.Path, lines.LineNumber, "found no '|', expected one before the gloss. Was the file cut off?");
        return lines.Line.Length - _rest.Length + bar + 1;
    }
}
