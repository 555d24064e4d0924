using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>A word's key in a hash table: its first and last eight bytes, its length and its hash.</summary>
/// <remarks>For words of up to <see cref="LongestWhole"/> bytes equal keys mean equal words.</remarks>
internal readonly struct WordKey
{
    /// <summary>The longest word, in bytes, that its key holds whole.</summary>
    public const int LongestWhole = 2 * sizeof(ulong);

    /// <summary>The key of any word.</summary>
    public WordKey(ReadOnlySpan<byte> word)
        : this(Padded(word), word.Length > sizeof(ulong) ? MemoryMarshal.Read<ulong>(word[^sizeof(ulong)..]) : 0, word) { }

    /// <summary>The key of a word of a list; faster, since the list can read beyond a word's end.</summary>
    public WordKey(Utf8List words, int index)
        : this(words.FirstEightBytes(index), words.LastEightBytes(index), words[index]) { }

    private WordKey(ulong first, ulong last, ReadOnlySpan<byte> word)
    {
        First = first;
        Last = last;
        ulong hash = Mixed(first ^ ((ulong)word.Length << 56), last);
        if (word.Length > LongestWhole)
            hash = Mixed(hash, word[sizeof(ulong)..^sizeof(ulong)]);
        Hash = (uint)hash;
        LengthAndHash = (uint)(hash >> 32 << 8) | (byte)Math.Min(word.Length, byte.MaxValue);
    }

    /// <summary>The first eight bytes in the machine's order, zeros behind a shorter word.</summary>
    public ulong First { get; }

    /// <summary>The last eight bytes of a word longer than that, else 0.</summary>
    public ulong Last { get; }

    /// <summary>The length, up to 255, below 24 bits of the hash that <see cref="Hash"/> does not have.</summary>
    public uint LengthAndHash { get; }

    /// <summary>A well mixed hash.</summary>
    public uint Hash { get; }

    private static ulong Padded(ReadOnlySpan<byte> word)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        word[..Math.Min(word.Length, sizeof(ulong))].CopyTo(bytes);
        return MemoryMarshal.Read<ulong>(bytes);
    }

    private static ulong Mixed(ulong hash, ReadOnlySpan<byte> middle)
    {
        ReadOnlySpan<ulong> whole = MemoryMarshal.Cast<byte, ulong>(middle);
        foreach (ulong part in whole)
            hash = Mixed(hash, part);
        foreach (byte value in middle[(whole.Length * sizeof(ulong))..])
            hash = Mixed(hash, value);
        return hash;
    }

    /// <summary>Folds the 128 bits of a product, each of which depends on all bits below it, into 64 mixed ones.</summary>
    internal static ulong Mixed(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a ^ 0x9E3779B97F4A7C15, b ^ 0xD1B54A32D192ED03, out ulong low);
        return high ^ low;
    }
}
