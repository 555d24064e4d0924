namespace MT2ST.Indexing;

/// <summary>A list that grows by whole chunks, so that growing copies nothing and wastes at most one chunk.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class ChunkedList<T>
    where T : unmanaged
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        get => _chunks[index >> ChunkBits][index & (ChunkLength - 1)];
        set => _chunks[index >> ChunkBits][index & (ChunkLength - 1)] = value;
    }

    public void Add(T value)
    {
        if (Count == _chunks.Count * ChunkLength)
            _chunks.Add(new T[ChunkLength]);
        Count = checked(Count + 1);
        this[Count - 1] = value;
    }

    /// <summary>Removes all values and keeps the chunks.</summary>
    public void Clear() => Count = 0;

    /// <summary>Removes all values after the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        Count = count;
        int chunkCount = (count + ChunkLength - 1) / ChunkLength;
        _chunks.RemoveRange(chunkCount, _chunks.Count - chunkCount);
    }
}
