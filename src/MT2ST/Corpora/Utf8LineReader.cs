namespace MT2ST.Corpora;

/// <summary>Reads a file line by line as UTF-8 bytes, without copying a line out of the read buffer.</summary>
/// <remarks>
/// Lines end with LF or CR LF, and with CR in a file that has, at its start, more CRs than LFs. A byte order mark at the start of
/// the file is skipped.
/// </remarks>
internal sealed class Utf8LineReader(string path, Stream stream, byte[] buffer, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>How many bytes are read at once, unless a line is longer.</summary>
    internal const int InitialBufferLength = 1 << 18;

    private byte[] _buffer = buffer;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool? _endsAtReturns; // Whether a CR ends a line; null before the first line end.

    /// <summary>The path of the file, for error messages.</summary>
    public string Path { get; } = path;

    /// <summary>The 1-based number of the current line; 0 before the first <see cref="Read"/>.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The current line without its line break, valid until the next <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>, also within a long line.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Utf8LineReader Open(string path, CancellationToken cancellationToken = default) =>
        new(path, InputFile.Open(path, cancellationToken), new byte[InitialBufferLength], cancellationToken);

    /// <summary>Reads the lines of a block.</summary>
    public static Utf8LineReader Over(LineBlock block) =>
        new(block.Path, Stream.Null, block.Buffer, CancellationToken.None) { _end = block.Length, _isAtEnd = true, LineNumber = block.LinesBefore };

    /// <summary>Moves to the next line; false at the end of the file.</summary>
    /// <exception cref="InvalidDataException">Compressed data is damaged, the file is binary or in another encoding, or a line is longer than 2 GB.</exception>
    public bool Read()
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(searched + length, lineBreakLength: 1);
            int rest = _end - _start;
            if (_isAtEnd)
                return rest > 0 && Take(rest, lineBreakLength: 0);
            searched = Math.Max(0, rest - 1); // A CR at the end may become the end of the line.
            Fill();
        }
    }

    /// <summary>Takes as many whole lines as the buffer holds; false at the end of the file.</summary>
    /// <param name="block">Receives the lines with their buffer; its own buffer is used for reading from then on.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public bool ReadBlock(LineBlock block)
    {
        while (!_isAtEnd && _end < _buffer.Length)
            Fill();
        int length;
        while ((length = _isAtEnd ? _end : _buffer.AsSpan(0, _end).LastIndexOf((byte)'\n') + 1) == 0 && !_isAtEnd)
            Fill();
        if (length == 0)
            return false;
        byte[] next = block.Buffer.Length >= InitialBufferLength && block.Buffer.Length >= _end - length ? block.Buffer : new byte[_buffer.Length];
        ReadOnlySpan<byte> rest = _buffer.AsSpan(length, _end - length);
        rest.CopyTo(next);
        block.Set(Path, LineNumber, _buffer, length);
        LineNumber += _buffer.AsSpan(0, length).Count((byte)'\n');
        (_buffer, _end) = (next, rest.Length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private bool Take(int length, int lineBreakLength)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
        _start += length + lineBreakLength;
        if (LineNumber++ == 0 && line.Span.StartsWith("\uFEFF"u8))
            line = line["\uFEFF"u8.Length..];
        Line = line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
        return true;
    }

    private void Fill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Grow();
        int count = ReadStream();
        _isAtEnd = count == 0;
        EndLinesAtReturns(count);
        if (LineNumber == 0 && _end == 0)
            TextStart.Check(Path, _buffer.AsSpan(0, count));
        if (_buffer.AsSpan(_end, count).IndexOf((byte)0) is int zero and >= 0)
            throw CorpusError.At(Path, LineNumber + 1 + _buffer.AsSpan(_start, _end - _start + zero).Count((byte)'\n'), "found a zero byte, expected text in UTF-8. Is the file damaged?");
        _end += count;
    }

    /// <summary>Makes LFs of the CRs in new bytes if CRs end lines; one at the end waits for the LF that may follow.</summary>
    private void EndLinesAtReturns(int count)
    {
        _endsAtReturns ??= HasMoreReturns(_buffer.AsSpan(_end, count));
        if (_endsAtReturns != true)
            return;
        Span<byte> bytes = _buffer.AsSpan(_start, _end + count - _start);
        int at = Math.Max(0, _end - _start - 1); // The last byte before may be a CR that waits.
        for (int found; (found = bytes[at..].IndexOf((byte)'\r')) >= 0; at += found + 1)
            if (at + found + 1 < bytes.Length ? bytes[at + found + 1] != '\n' : _isAtEnd)
                bytes[at + found] = (byte)'\n';
    }

    private static bool? HasMoreReturns(ReadOnlySpan<byte> bytes)
    {
        int returns = bytes.Count((byte)'\r'), feeds = bytes.Count((byte)'\n');
        return returns + feeds == 0 ? null : returns - bytes.Count("\r\n"u8) > feeds;
    }

    private void Grow()
    {
        if (_buffer.Length == Array.MaxLength)
            throw CorpusError.At(Path, LineNumber + 1, "found a line longer than 2 GB, expected shorter ones. Is it a text file?");
        Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Array.MaxLength));
    }

    private int ReadStream()
    {
        try
        {
            return stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException cause) // GZipStream's own message names no file.
        {
            throw CorpusError.At(Path, LineNumber + 1, "found damaged gzip data, expected a whole .gz file. Was it cut off?", cause);
        }
    }
}

/// <summary>Whole lines of a file, in a buffer that is used for one block after the other.</summary>
internal sealed class LineBlock
{
    /// <summary>The file.</summary>
    public string Path { get; private set; } = "";

    /// <summary>How many lines of the file lie before the block.</summary>
    public long LinesBefore { get; private set; }

    /// <summary>The bytes, at the start of a buffer.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>How many bytes the lines have.</summary>
    public int Length { get; private set; }

    /// <summary>Takes lines with their buffer.</summary>
    public void Set(string path, long linesBefore, byte[] buffer, int length) =>
        (Path, LinesBefore, Buffer, Length) = (path, linesBefore, buffer, length);
}
