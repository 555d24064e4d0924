namespace MT2ST.Corpora;

/// <summary>Standard input whose reads can be cancelled while they wait for a person or another program.</summary>
/// <remarks>
/// A waiting read cannot be ended, so another thread makes it. After cancellation it is left alone: it fills a buffer of its
/// own, which is never read.
/// </remarks>
internal sealed class StandardInputStream(Stream input, CancellationToken cancellationToken) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
            (_start, _end) = (0, ReadBuffer());
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }

    private int ReadBuffer() => cancellationToken.CanBeCanceled
        ? Task.Run(() => input.Read(_buffer), CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult()
        : input.Read(_buffer);
}
