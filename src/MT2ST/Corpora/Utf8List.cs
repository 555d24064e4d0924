namespace MT2ST.Corpora;

/// <summary>A list of UTF-8 strings that lie in one buffer, so that filling and clearing it allocates nothing.</summary>
public sealed class Utf8List
{
    /// <summary>How many bytes behind the last used one may be read and written, so that kernels need no tails.</summary>
    internal const int RoomBehind = 64;

    private byte[] _bytes = new byte[256];
    private Place[] _places = new Place[16];
    private int _used; // Bytes of the buffer.

    /// <summary>The number of strings.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of one string, valid until the list changes.</summary>
    /// <param name="index">Which string, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside its range.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Count)
                ThrowIndex(index);
            Place place = _places[index];
            return _bytes.AsSpan(place.Start, place.Length);
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
    public void Add(ReadOnlySpan<char> value) => Commit(Encoding.UTF8.GetBytes(value, Reserve(Encoding.UTF8.GetByteCount(value))));

    /// <summary>Makes the list empty and keeps its buffers.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
    }

    /// <summary>One string as a .NET string; invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="index">Which string, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside its range.</exception>
    public string GetString(int index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>The first eight bytes of a string as a number in the machine's order, zeros behind a shorter one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong FirstEightBytes(int index)
    {
        Place place = _places[index];
        return ReadEight(place.Start) & FirstBytes[Math.Min(place.Length, sizeof(ulong))];
    }

    /// <summary>The last eight bytes of a string longer than that as a number in the machine's order, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong LastEightBytes(int index)
    {
        Place place = _places[index];
        int beyond = place.Length - sizeof(ulong);
        long isLonger = -beyond >> 31; // All ones or zeros: no branch, since lengths cannot be foreseen.
        return ReadEight(place.Start + (beyond & (int)isLonger)) & (ulong)isLonger;
    }

    /// <summary>At least <paramref name="length"/> writable bytes behind the last string; <see cref="Commit"/> makes strings of them.</summary>
    internal Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < (long)length + RoomBehind)
            Array.Resize(ref _bytes, GrownLength(_bytes.Length, (long)_used + length + RoomBehind));
        return _bytes.AsSpan(_used);
    }

    /// <summary>Makes the next <paramref name="length"/> reserved bytes a string of the list.</summary>
    internal void Commit(int length) => AddPlace(Take(length), length);

    /// <summary>Uses up the next <paramref name="length"/> reserved bytes without making a string of them; gives their start.</summary>
    internal int Take(int length)
    {
        int start = _used;
        _used += length;
        return start;
    }

    /// <summary>Used bytes and the room behind them, valid until the list grows.</summary>
    internal Span<byte> BytesFrom(int start) => _bytes.AsSpan(start);

    /// <summary>Appends a string whose bytes are already in the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddPlace(int start, int length)
    {
        if (Count == _places.Length)
            GrowPlaces();
        _places[Count++] = new Place(start, length);
    }

    private static ReadOnlySpan<ulong> FirstBytes =>
        [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue];

    // Every place lies within the used bytes, and RoomBehind holds eight more.
    private ulong ReadEight(int start) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), start));

    private void GrowPlaces() => Array.Resize(ref _places, GrownLength(_places.Length, Count + 1L));

    private static int GrownLength(int length, long needed)
    {
        if (needed > Array.MaxLength)
            throw new InvalidOperationException($"A list of strings holds at most {Array.MaxLength:N0} bytes; {needed:N0} were asked for.");
        return (int)Math.Max(needed, Math.Min(2L * length, Array.MaxLength));
    }

    private void ThrowIndex(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} strings.");

    private readonly record struct Place(int Start, int Length);
}
