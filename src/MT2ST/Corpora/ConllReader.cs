namespace MT2ST.Corpora;

/// <summary>
/// Reads CoNLL columns (2000, 2002, 2003 ...): one token per line, columns separated by blanks, a blank line after a sentence.
/// The word is the first column and the tag the last one unless the options number others; <c>-DOCSTART-</c> lines are skipped.
/// </summary>
internal sealed class ConllReader : ICorpusReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "column"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column of the options is not a number.</exception>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        int wordColumn = ColumnIndex(nameof(CorpusOptions.TextColumn), source.Options.TextColumn) ?? 0;
        int? tagColumn = ColumnIndex(nameof(CorpusOptions.TagColumn), source.Options.TagColumn ?? source.Options.LabelColumn);
        Utf8List fields = new();
        int columnCount = 0;
        return LineExamples.ReadSentences(source, TakeToken, cancellationToken);

        bool TakeToken(Utf8LineReader lines, CorpusExample example)
        {
            if (lines.LineNumber == 1)
                columnCount = 0; // Of each file its own.
            if (!TrySplit(lines.Line.Span, fields))
                return false;
            columnCount = CheckedColumnCount(lines, fields.Count, columnCount, wordColumn, tagColumn);
            example.Words.Add(fields[wordColumn]);
            example.Tags.Add(fields[tagColumn ?? (columnCount - 1)]);
            return true;
        }
    }

    private static int? ColumnIndex(string property, string? column)
    {
        if (column is null)
            return null;
        if (!int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            throw new ArgumentException($"{property} is '{column}'; expected a number of at least 1, since CoNLL columns have no names.");
        return number - 1;
    }

    /// <summary>The columns of a token's line; false for a blank line and a document's first line.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, Utf8List fields)
    {
        fields.Clear();
        while (Utf8Fields.NextBlankSeparated(ref line) is { IsEmpty: false } field)
            fields.Add(field);
        return fields.Count > 0 && !fields[0].SequenceEqual("-DOCSTART-"u8);
    }

    private static int CheckedColumnCount(Utf8LineReader lines, int found, int expected, int wordColumn, int? tagColumn)
    {
        int least = Math.Max(Math.Max(wordColumn, tagColumn ?? 1), 1) + 1;
        if (found < least)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {found} columns, expected at least {least}. Are the columns separated by blanks?");
        if (expected != 0 && found != expected)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {found} columns, expected {expected} as on the lines before. Was the file cut off?");
        return found;
    }
}
