using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers UTF-8 words in the order in which they first come: a hash table with open addressing over one buffer.</summary>
internal sealed class Utf8Index
{
    private const int InitialSlotCount = 1 << 10;

    private Slot[] _slots = new Slot[InitialSlotCount];

    /// <summary>The words by their ids.</summary>
    public Utf8List Words { get; } = new();

    /// <summary>The number of words.</summary>
    public int Count => Words.Count;

    /// <summary>The word's id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        WordKey key = new(word);
        return _slots[SlotOf(word, key)].IdPlusOne - 1;
    }

    /// <summary>The word's id, which is <see cref="Count"/> where the word is new and added.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> word)
    {
        WordKey key = new(word);
        int slot = SlotOf(word, key);
        int id = _slots[slot].IdPlusOne - 1;
        return id >= 0 ? id : Add(word, key, slot);
    }

    /// <summary>The id of one word of a list, or -1.</summary>
    public int Find(Utf8List words, int index) => _slots[SlotOf(words[index], new WordKey(words, index))].IdPlusOne - 1;

    /// <summary>The id of one word of a list, which is <see cref="Count"/> where the word is new and added.</summary>
    public int FindOrAdd(Utf8List words, int index)
    {
        WordKey key = new(words, index);
        int slot = SlotOf(words[index], key);
        int id = _slots[slot].IdPlusOne - 1;
        return id >= 0 ? id : Add(words[index], key, slot);
    }

    private int Add(ReadOnlySpan<byte> word, WordKey key, int slot)
    {
        Words.Add(word);
        _slots[slot] = new Slot(key, Count);
        if (Count > _slots.Length / 2)
            Grow();
        return Count - 1;
    }

    /// <summary>The slot that holds the word, or the free one where it belongs.</summary>
    private int SlotOf(ReadOnlySpan<byte> word, WordKey key)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        int slot = (int)key.Hash & mask;
        while (true)
        {
            ref readonly Slot candidate = ref slots[slot];
            if (candidate.IdPlusOne == 0)
                return slot;
            if (candidate.Matches(key) && (word.Length <= WordKey.LongestWhole || Words[candidate.IdPlusOne - 1].SequenceEqual(word)))
                return slot;
            slot = (slot + 1) & mask;
        }
    }

    private void Grow()
    {
        Slot[] slots = new Slot[checked(_slots.Length * 2)];
        int mask = slots.Length - 1;
        for (int id = 0; id < Count; id++)
        {
            WordKey key = new(Words[id]);
            int slot = (int)key.Hash & mask;
            while (slots[slot].IdPlusOne != 0)
                slot = (slot + 1) & mask;
            slots[slot] = new Slot(key, id + 1);
        }
        _slots = slots;
    }

    /// <summary>A place of the table, 16 bytes: a short word is recognized without a look at its bytes, which would be a cache miss.</summary>
    private readonly struct Slot(WordKey key, int idPlusOne)
    {
        private readonly ulong _start = key.Start;
        private readonly uint _lengthAndHash = key.LengthAndHash;

        /// <summary>The word's id + 1; 0 where the place is free.</summary>
        public readonly int IdPlusOne = idPlusOne;

        public bool Matches(WordKey key) => _start == key.Start && _lengthAndHash == key.LengthAndHash;
    }
}
