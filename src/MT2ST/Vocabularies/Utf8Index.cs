using System.Runtime.Intrinsics.X86;
using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers UTF-8 words in the order in which they first come: a hash table with open addressing over one buffer.</summary>
internal sealed class Utf8Index
{
    private const int InitialSlotCount = 1 << 10;
    private const int BatchWords = 32; // Enough to hide the wait for a slot behind the keys of the next words.

    private Slot[] _slots = new Slot[InitialSlotCount];

    /// <summary>The words by their ids.</summary>
    public Utf8List Words { get; } = new();

    /// <summary>The number of words.</summary>
    public int Count => Words.Count;

    /// <summary>The words as a vocabulary in which each occurred once.</summary>
    public Vocabulary ToVocabulary()
    {
        var counts = new long[Count];
        counts.AsSpan().Fill(1);
        return new Vocabulary(this, counts);
    }

    /// <summary>The word's id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word) => _slots[SlotOf(word, new WordKey(word))].IdPlusOne - 1;

    /// <summary>The word's id; a new word is added and gets the old <see cref="Count"/> as id.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> word) => FindOrAdd(word, new WordKey(word));

    /// <summary>The ids of consecutive words of a list, as many as there is room for ids; -1 for each that is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Most of a cold run's words pass before it would be recompiled.
    public void Find(Utf8List words, int start, Span<int> ids)
    {
        Span<WordKey> keys = stackalloc WordKey[BatchWords];
        for (int first = 0; first < ids.Length; first += BatchWords)
        {
            int count = Math.Min(BatchWords, ids.Length - first);
            ReadKeys(words, start + first, keys[..count]);
            for (int i = 0; i < count; i++)
                ids[first + i] = _slots[SlotOf(words[start + first + i], keys[i])].IdPlusOne - 1;
        }
    }

    /// <summary>The ids of words of a list; new words are added in their order.</summary>
    /// <param name="words">The list.</param>
    /// <param name="start">The first of the words.</param>
    /// <param name="ids">Receives the ids; its length is the number of words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindOrAdd(Utf8List words, int start, Span<int> ids)
    {
        Span<WordKey> keys = stackalloc WordKey[BatchWords];
        for (int first = 0; first < ids.Length; first += BatchWords)
        {
            int count = Math.Min(BatchWords, ids.Length - first);
            ReadKeys(words, start + first, keys[..count]);
            for (int i = 0; i < count; i++)
                ids[first + i] = FindOrAdd(words[start + first + i], keys[i]);
        }
    }

    /// <summary>Computes keys and asks for their slots, which arrive while the next keys are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadKeys(Utf8List words, int first, Span<WordKey> keys)
    {
        Slot[] slots = _slots;
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new WordKey(words, first + i);
            Prefetch(ref slots[keys[i].Hash & (uint)(slots.Length - 1)]);
        }
    }

    private static unsafe void Prefetch(ref Slot slot)
    {
        // A hint about an address, never read: it does no harm if the collector moves the array meanwhile.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref slot));
    }

    private int FindOrAdd(ReadOnlySpan<byte> word, in WordKey key)
    {
        int slot = SlotOf(word, key);
        int id = _slots[slot].IdPlusOne - 1;
        return id >= 0 ? id : Add(word, key, slot);
    }

    private int Add(ReadOnlySpan<byte> word, in WordKey key, int slot)
    {
        Words.Add(word);
        _slots[slot] = new Slot(key, Count);
        if (Count > _slots.Length / 4 * 3)
            Grow();
        return Count - 1;
    }

    /// <summary>The slot that holds the word, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ReadOnlySpan<byte> word, in WordKey key)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        Slot[] slots = new Slot[checked(_slots.Length * 2)];
        int mask = slots.Length - 1;
        for (int id = 0; id < Count; id++)
        {
            WordKey key = new(Words, id);
            int slot = (int)key.Hash & mask;
            while (slots[slot].IdPlusOne != 0)
                slot = (slot + 1) & mask;
            slots[slot] = new Slot(key, id + 1);
        }
        _slots = slots;
    }

    /// <summary>A place of the table: a word of up to 16 bytes is recognized without a look at its bytes, which would be a cache miss.</summary>
    private readonly struct Slot(in WordKey key, int idPlusOne)
    {
        private readonly ulong _first = key.First;
        private readonly ulong _last = key.Last;
        private readonly uint _lengthAndHash = key.LengthAndHash;

        /// <summary>The word's id + 1; 0 if the place is free.</summary>
        public readonly int IdPlusOne = idPlusOne;

        public bool Matches(in WordKey key) => ((_first ^ key.First) | (_last ^ key.Last) | (_lengthAndHash ^ key.LengthAndHash)) == 0;
    }
}
