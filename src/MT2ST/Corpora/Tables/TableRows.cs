using CsvHelper;

namespace MT2ST.Corpora.Tables;

/// <summary>The rows of one table file, all of one width, with errors that name the file and the line.</summary>
internal sealed class TableRows : IDisposable
{
    private readonly CsvReader _reader;
    private readonly bool _hasQuotes;
    private bool _beginsWithHint; // A line "sep=;", which Excel writes in front.

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">The separator; null to find it by the first rows.</param>
    /// <param name="isNamed">Whether the user named the separator.</param>
    /// <param name="hasQuotes">Whether fields may stand in quotes.</param>
    /// <param name="notes">Receives what a user should know of how the file is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is binary or in another encoding than UTF-8.</exception>
    public TableRows(string path, char? separator, bool isNamed, bool hasQuotes, ReadingNotes notes, CancellationToken cancellationToken)
    {
        (Path, _hasQuotes) = (path, hasQuotes);
        if (path != CorpusSource.StandardInput)
            separator = LookAtStart(separator, isNamed, hasQuotes, notes);
        _reader = CsvReader.Create(InputFile.Open(path, cancellationToken), new CsvReaderOptions
        {
            Separator = separator ?? (char)SeparatorDetection.Known[0],
            HasHeader = false, // The header is an ordinary row here, since it may have to be guessed whether there is one.
            Mode = hasQuotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = Check,
            TrackLineNumbers = true,
            Encoding = Encoding.UTF8,
        });
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The 1-based line where the current row starts.</summary>
    public long LineNumber => _reader.LineNumber;

    /// <summary>The number of columns, the same in every row; 0 before the first.</summary>
    public int ColumnCount { get; private set; }

    /// <summary>One field of the current row, valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>Moves to the next row; false at the end of the file. Empty lines are skipped.</summary>
    /// <exception cref="InvalidDataException">The row is broken or of another width than the first one.</exception>
    public bool Read()
    {
        if (!TryRead() || (_beginsWithHint && !TryRead()))
            return false;
        _beginsWithHint = false;
        if (ColumnCount == 0)
            ColumnCount = _reader.FieldCount;
        if (_reader.FieldCount != ColumnCount)
            throw CorpusError.At(Path, LineNumber, $"found {_reader.FieldCount} columns, expected {ColumnCount} as in the first row. Is a separator or a quote inside a field?{Hint()}");
        return true;
    }

    private string Hint() => ColumnCount == 1 ? " If another character separates the columns, set separator to it."
        : !_hasQuotes && Enumerable.Range(0, _reader.FieldCount).Any(column => this[column].StartsWith("\""u8)) ? " If fields stand in quotes, set quotes to true."
        : "";

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Checks the start of the file and finds the separator if none is given.</summary>
    private char? LookAtStart(char? separator, bool isNamed, bool hasQuotes, ReadingNotes notes)
    {
        byte[] buffer = new byte[TextStart.Length];
        ReadOnlySpan<byte> start;
        try
        {
            using Stream stream = InputFile.Open(Path);
            start = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException cause) when (!cause.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            return separator; // Damaged data is reported with its line when it is read.
        }
        TextStart.Check(Path, start);
        if (start.StartsWith("\uFEFF"u8))
            start = start["\uFEFF"u8.Length..];
        _beginsWithHint = start.Length > SeparatorHint.Length + 1 && start.StartsWith(SeparatorHint) && start[SeparatorHint.Length + 1] is (byte)'\r' or (byte)'\n';
        if (separator is not null)
        {
            if (isNamed && !start.IsEmpty && !start.Contains((byte)separator.Value))
                notes.Add($"{Path}: has no {SeparatorDetection.NameOf(separator.Value)} in its first rows, so each of them is one column. Is the separator right?");
            return separator;
        }
        char found = _beginsWithHint ? (char)start[SeparatorHint.Length] : SeparatorDetection.Find(start, hasQuotes);
        if (found != SeparatorDetection.Known[0])
            notes.Add($"{Path}: was read as a table whose columns are separated by {SeparatorDetection.NameOf(found)}. If that is wrong, set separator.");
        return found;
    }

    private static ReadOnlySpan<byte> SeparatorHint => "sep="u8;

    /// <summary>Lets a quote inside an unquoted field be a character; other broken quotes end the reading.</summary>
    private void Check(CsvMalformedRecord record)
    {
        // The first problem of a row hides others: behind a stray quote, one that is never closed would take all rows to the end.
        if (record.Reason == CsvMalformedReason.StrayQuote && !record.RawRecord.AsSpan().ContainsAny('\r', '\n'))
            return;
        string problem = record.Reason switch
        {
            CsvMalformedReason.TextAfterClosingQuote => "text behind the closing quote of a field",
            CsvMalformedReason.UnterminatedQuote => "a quote that is never closed",
            _ => "quotes that do not match",
        };
        throw CorpusError.At(Path, record.LineNumber, $"found {problem}, expected quotes as in RFC 4180. If quotes are characters here, set quotes to false.");
    }

    private bool TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException cause)
        {
            throw CorpusError.At(Path, cause.LineNumber, $"found a broken row ({cause.Message}), expected quotes as in RFC 4180. If quotes are characters here, set quotes to false.", cause);
        }
        catch (InvalidDataException cause) when (!cause.Message.StartsWith(Path, StringComparison.Ordinal)) // Not of a broken row.
        {
            throw CorpusError.At(Path, LineNumber + 1, "found damaged gzip data, expected a whole .gz file. Was it cut off?", cause);
        }
    }
}
