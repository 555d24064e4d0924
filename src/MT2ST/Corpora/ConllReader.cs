namespace MT2ST.Corpora;

/// <summary>
/// Reads CoNLL columns (2000, 2002, 2003 ...): one token per line, columns separated by blanks, a blank line after a sentence.
/// The word is the first column and the tag the last one unless the options number others; <c>-DOCSTART-</c> lines are skipped.
/// In a file whose lines all have tabs, blanks are part of words.
/// </summary>
/// <remarks>The format has no comments, and <c>#</c> is a word like others, so lines that begin with it are left out only if the options say so.</remarks>
internal sealed class ConllReader : ICorpusReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "column", "comments"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column of the options is not a number.</exception>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        int wordColumn = ColumnIndex("textColumn", source.Options.TextColumn) ?? 0;
        int? tagColumn = ColumnIndex(source.Options.TagColumn is null ? "labelColumn" : "column", source.Options.TagColumn ?? source.Options.LabelColumn);
        bool? hasComments = source.Options.HasComments;
        Utf8List fields = new();
        int columnCount = 0;
        bool isTabbed = false;
        long comment = 0; // The first line that looks like one, if it was read as a token.
        return LineExamples.ReadSentences(source, TakeToken, cancellationToken);

        bool TakeToken(Utf8LineReader lines, CorpusExample example)
        {
            if (lines.LineNumber == 1)
                (columnCount, comment, isTabbed) = (0, 0, HasTabsAlone(lines.Path, cancellationToken)); // Of each file its own.
            ReadOnlySpan<byte> line = lines.Line.Span;
            if (hasComments != false && example.Words.Count == 0 && IsComment(line))
            {
                if (hasComments == true)
                    return true;
                NoteComment(source, lines, ref comment);
            }
            if (!TrySplit(line, isTabbed, fields))
                return false;
            columnCount = CheckedColumnCount(lines, fields.Count, columnCount, wordColumn, tagColumn, comment);
            example.Words.Add(fields[wordColumn]);
            example.Tags.Add(fields[tagColumn ?? (columnCount - 1)]);
            return true;
        }
    }

    /// <summary>Whether a line in front of a sentence looks like a comment: <c># </c> and a text, or a single column that begins with <c>#</c>.</summary>
    private static bool IsComment(ReadOnlySpan<byte> line) =>
        line.StartsWith("# "u8) || (line.StartsWith("#"u8) && Utf8Fields.CountBlankSeparated(line) == 1);

    private static void NoteComment(CorpusSource source, Utf8LineReader lines, ref long comment)
    {
        if (comment != 0)
            return;
        comment = lines.LineNumber;
        source.NoteList.Add(string.Create(CultureInfo.InvariantCulture, $"{lines.Path}:{comment}: a line in front of a sentence begins with {CorpusError.Quote(lines.Line.Span)} and was read as a token. If such lines are comments, set comments to true."));
    }

    /// <summary>Whether each line of a file with a token has a tab, so that blanks separate nothing.</summary>
    private static bool HasTabsAlone(string path, CancellationToken cancellationToken)
    {
        if (path == CorpusSource.StandardInput) // Cannot be read twice.
            return false;
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
        {
            ReadOnlySpan<byte> line = lines.Line.Span;
            if (!Utf8Fields.IsBlank(line) && !line.Contains((byte)'\t') && !line.StartsWith("#"u8) && !line.StartsWith(DocumentStart))
                return false;
        }
        return true;
    }

    private static ReadOnlySpan<byte> DocumentStart => "-DOCSTART-"u8;

    private static int? ColumnIndex(string property, string? column)
    {
        if (column is null)
            return null;
        if (!int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            throw new ArgumentException($"{property} is '{column}'; expected a number of at least 1, since CoNLL columns have no names.");
        return number - 1;
    }

    /// <summary>The columns of a token's line; false for a blank line and a document's first line.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, bool isTabbed, Utf8List fields)
    {
        fields.Clear();
        if (!isTabbed)
            while (Utf8Fields.NextBlankSeparated(ref line) is { IsEmpty: false } field)
                fields.Add(field);
        while (isTabbed && !line.IsEmpty)
            if (Utf8Fields.NextTabSeparated(ref line).Trim((byte)' ') is { IsEmpty: false } field) // Several tabs may align the columns.
                fields.Add(field);
        return fields.Count > 0 && !fields[0].StartsWith(DocumentStart);
    }

    private static int CheckedColumnCount(Utf8LineReader lines, int found, int expected, int wordColumn, int? tagColumn, long comment)
    {
        string hint = comment == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" Line {comment} begins with '#': if it is a comment, set comments to true.");
        int least = Math.Max(Math.Max(wordColumn, tagColumn ?? 1), 1) + 1;
        if (found < least)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {found} columns, expected at least {least}. Are the columns separated by blanks?{hint}");
        if (expected != 0 && found != expected)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {found} columns, expected {expected} as on the lines before. Was the file cut off?{hint}");
        return found;
    }
}
