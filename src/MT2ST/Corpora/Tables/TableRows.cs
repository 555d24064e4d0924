using CsvHelper;

namespace MT2ST.Corpora.Tables;

/// <summary>The rows of one table file, all of one width, with errors that name the file and the line.</summary>
internal sealed class TableRows : IDisposable
{
    private readonly CsvReader _reader;

    /// <summary>Opens a table.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is binary or in another encoding than UTF-8.</exception>
    public TableRows(string path, char separator, bool hasQuotes, CancellationToken cancellationToken)
    {
        Path = path;
        if (path != CorpusSource.StandardInput)
            CheckStart();
        _reader = CsvReader.Create(InputFile.Open(path, cancellationToken), new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false, // The header is an ordinary row here, since it may have to be guessed whether there is one.
            Mode = hasQuotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            MalformedData = CsvMalformedDataHandling.Throw,
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
        if (!TryRead())
            return false;
        if (ColumnCount == 0)
            ColumnCount = _reader.FieldCount;
        if (_reader.FieldCount != ColumnCount)
            throw CorpusError.At(Path, LineNumber, $"found {_reader.FieldCount} columns, expected {ColumnCount} as in the first row. Is a separator or a quote inside a field?");
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void CheckStart()
    {
        byte[] start = new byte[TextStart.Length];
        try
        {
            using Stream stream = InputFile.Open(Path);
            TextStart.Check(Path, start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException cause) when (!cause.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            // Damaged data is reported with its line when it is read.
        }
    }

    private bool TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException cause)
        {
            throw CorpusError.At(Path, cause.LineNumber, $"found a broken row ({cause.Message}), expected quotes as in RFC 4180. Turn quoting off if the file has none.", cause);
        }
        catch (InvalidDataException cause)
        {
            throw CorpusError.At(Path, LineNumber + 1, "found damaged gzip data, expected a whole .gz file. Was it cut off?", cause);
        }
    }
}
