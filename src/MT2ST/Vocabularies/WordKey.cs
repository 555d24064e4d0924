using System.Buffers.Binary;
using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>What a hash table knows of a word: its first eight bytes, its length and its hash.</summary>
/// <remarks>For words of up to <see cref="LongestWhole"/> bytes equal keys mean equal words.</remarks>
internal readonly struct WordKey
{
    /// <summary>The longest word, in bytes, that its key holds whole.</summary>
    public const int LongestWhole = sizeof(ulong);

    /// <summary>The key of any word.</summary>
    public WordKey(ReadOnlySpan<byte> word)
        : this(Padded(word), word)
    {
    }

    /// <summary>The key of a word of a list; faster, since the list can read beyond a word's end.</summary>
    public WordKey(Utf8List words, int index)
        : this(words.FirstEightBytes(index), words[index])
    {
    }

    private WordKey(ulong start, ReadOnlySpan<byte> word)
    {
        Start = start;
        ulong hash = Mixed(start ^ ((ulong)word.Length << 56));
        for (int i = sizeof(ulong); i < word.Length; i += sizeof(ulong))
        {
            // The last read overlaps the one before it, so that no tail is left.
            int position = Math.Min(i, word.Length - sizeof(ulong));
            hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(word[position..]));
        }
        Hash = (uint)hash;
        LengthAndHash = (uint)(hash >> 32 << 8) | (byte)Math.Min(word.Length, byte.MaxValue);
    }

    /// <summary>The first eight bytes, zeros behind a shorter word.</summary>
    public ulong Start { get; }

    /// <summary>The length, up to 255, below 24 bits of the hash that <see cref="Hash"/> does not have.</summary>
    public uint LengthAndHash { get; }

    /// <summary>A well mixed hash.</summary>
    public uint Hash { get; }

    private static ulong Padded(ReadOnlySpan<byte> word)
    {
        if (word.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(word);
        ulong start = 0;
        for (int i = 0; i < word.Length; i++)
            start |= (ulong)word[i] << (8 * i);
        return start;
    }

    /// <summary>Folds the 128 bits of a product, each of which depends on all bits below it, into 64 mixed ones.</summary>
    private static ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value ^ 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, out ulong low);
        return high ^ low;
    }
}
