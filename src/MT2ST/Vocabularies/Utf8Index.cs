using System.Buffers.Binary;
using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers UTF-8 words in the order in which they first come: a hash table with open addressing over one buffer.</summary>
internal sealed class Utf8Index
{
    private const int InitialSlotCount = 1 << 10;

    // A slot is the upper half of the word's hash, then its id + 1; 0 is a free slot. Comparing the halves first spares
    // most looks at the words themselves, each of which would be a cache miss.
    private ulong[] _slots = new ulong[InitialSlotCount];

    /// <summary>The words by their ids.</summary>
    public Utf8List Words { get; } = new();

    /// <summary>The number of words.</summary>
    public int Count => Words.Count;

    /// <summary>The word's id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word) => (int)(uint)_slots[SlotOf(word, Hash(word))] - 1;

    /// <summary>The word's id, which is <see cref="Count"/> where the word is new and added.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> word)
    {
        ulong hash = Hash(word);
        int slot = SlotOf(word, hash);
        int id = (int)(uint)_slots[slot] - 1;
        return id >= 0 ? id : Add(word, hash, slot);
    }

    private int Add(ReadOnlySpan<byte> word, ulong hash, int slot)
    {
        Words.Add(word);
        _slots[slot] = SlotValue(hash, Count);
        if (Count > _slots.Length / 2)
            Grow();
        return Count - 1;
    }

    /// <summary>The slot that holds the word, or the free one where it belongs.</summary>
    private int SlotOf(ReadOnlySpan<byte> word, ulong hash)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        int slot = (int)hash & mask;
        while (slots[slot] is ulong value and not 0)
        {
            if ((value ^ hash) >> 32 == 0 && Words[(int)(uint)value - 1].SequenceEqual(word))
                return slot;
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void Grow()
    {
        int slotCount = checked(_slots.Length * 2);
        int mask = slotCount - 1;
        _slots = new ulong[slotCount];
        for (int id = 0; id < Count; id++)
        {
            ulong hash = Hash(Words[id]);
            int slot = (int)hash & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = SlotValue(hash, id + 1);
        }
    }

    private static ulong SlotValue(ulong hash, int idPlusOne) => (hash & 0xFFFFFFFF00000000) | (uint)idPlusOne;

    /// <summary>A hash whose halves are both well mixed: multiply by an odd constant and fold, eight bytes at a time.</summary>
    private static ulong Hash(ReadOnlySpan<byte> word)
    {
        ulong hash = (ulong)word.Length;
        while (word.Length >= sizeof(ulong))
        {
            hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(word));
            word = word[sizeof(ulong)..];
        }
        ulong tail = 0;
        if (word.Length >= sizeof(uint))
        {
            // Two overlapping reads cover 4 to 7 bytes.
            tail = BinaryPrimitives.ReadUInt32LittleEndian(word) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(word[^sizeof(uint)..]) << 32);
        }
        else
        {
            foreach (byte value in word)
                tail = (tail << 8) | value;
        }
        return Mixed(hash ^ tail);
    }

    private static ulong Mixed(ulong value)
    {
        ulong product = value * 0x9E3779B97F4A7C15; // 2^64 / golden ratio, odd.
        return product ^ BitOperations.RotateRight(product, 32) ^ (product >> 47);
    }
}
