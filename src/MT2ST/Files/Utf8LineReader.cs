namespace MT2ST.Files;

/// <summary>Reads a UTF-8 file line by line without making strings. One instance serves one thread.</summary>
internal sealed class Utf8LineReader : IDisposable
{
    // A line of a million numbers. Longer ones are not text, and would be taken into memory whole.
    private const int MaximumLineBytes = 1 << 24;

    private readonly FileStream _stream;
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;

    /// <summary>U+FEFF in UTF-8, with which some editors begin a file.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Opens a file at its first line; a byte order mark is passed over.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public Utf8LineReader(string path)
    {
        Path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        while (_end < ByteOrderMark.Length && Fill())
        {
        }
        if (_buffer.AsSpan(0, _end).StartsWith(ByteOrderMark))
            _start = ByteOrderMark.Length;
    }

    /// <summary>The file's path as it was given.</summary>
    public string Path { get; }

    /// <summary>The number of the line read last, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end (<c>\n</c> or <c>\r\n</c>), valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">The line is longer than text can be.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int length;
        int searched = 0;
        while ((length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            if (!Fill())
                return TryTakeLast(out line);
        }
        length += searched;
        line = Take(length);
        _start += length + 1;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool TryTakeLast(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_start == _end)
            return false;
        line = Take(_end - _start);
        _start = _end;
        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        LineNumber++;
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        return line.EndsWith((byte)'\r') ? line[..^1] : line;
    }

    /// <summary>Reads more behind what is still unread; false at the end of the file.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaximumLineBytes)
                throw new InvalidDataException($"{Path}:{LineNumber + 1}: the line is longer than {MaximumLineBytes} bytes. Is it a text file?");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
