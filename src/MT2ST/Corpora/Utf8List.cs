using System.Buffers.Binary;
using TextEncoding = System.Text.Encoding;

namespace MT2ST.Corpora;

/// <summary>A list of UTF-8 strings that lie end to end in one buffer, so that filling and clearing it allocates nothing.</summary>
public sealed class Utf8List
{
    private byte[] _bytes = new byte[256];
    private int[] _ends = new int[16];

    /// <summary>The number of strings.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes of all strings.</summary>
    public int ByteCount => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>The bytes of one string, valid until the list changes.</summary>
    /// <param name="index">Which string, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside its range.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                ThrowIndex(index);
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Appends a copy of <paramref name="value"/>.</summary>
    /// <exception cref="InvalidOperationException">The list would hold more than 2 GB.</exception>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Appends <paramref name="value"/> as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The list would hold more than 2 GB.</exception>
    public void Add(ReadOnlySpan<char> value) =>
        Commit(TextEncoding.UTF8.GetBytes(value, Reserve(TextEncoding.UTF8.GetByteCount(value))));

    /// <summary>Makes the list empty and keeps its buffers.</summary>
    public void Clear() => Count = 0;

    /// <summary>One string as a .NET string; invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="index">Which string, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside its range.</exception>
    public string GetString(int index) => TextEncoding.UTF8.GetString(this[index]);

    /// <summary>The first eight bytes of a string as a little-endian number, zeros behind a shorter one.</summary>
    internal ulong FirstEightBytes(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        int length = _ends[index] - start;
        // Reserve keeps eight bytes of room behind the last string, so this never reads past the buffer.
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(start, sizeof(ulong)));
        return length < sizeof(ulong) ? bytes & ((1UL << (8 * length)) - 1) : bytes;
    }

    /// <summary>At least <paramref name="length"/> writable bytes behind the last string; <see cref="Commit"/> makes strings of them.</summary>
    internal Span<byte> Reserve(int length)
    {
        int start = ByteCount;
        if (_bytes.Length - start < length + sizeof(ulong))
            Array.Resize(ref _bytes, GrownLength(_bytes.Length, (long)start + length + sizeof(ulong)));
        return _bytes.AsSpan(start);
    }

    /// <summary>Makes the next <paramref name="length"/> reserved bytes a string of the list.</summary>
    internal void Commit(int length)
    {
        int end = ByteCount + length;
        if (Count == _ends.Length)
            Array.Resize(ref _ends, GrownLength(_ends.Length, Count + 1L));
        _ends[Count++] = end;
    }

    private static int GrownLength(int length, long needed)
    {
        if (needed > Array.MaxLength)
            throw new InvalidOperationException($"A list of strings holds at most {Array.MaxLength:N0} bytes; {needed:N0} were asked for.");
        return (int)Math.Max(needed, Math.Min(2L * length, Array.MaxLength));
    }

    private void ThrowIndex(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} strings.");
}
