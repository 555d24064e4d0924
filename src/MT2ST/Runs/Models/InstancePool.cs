namespace MT2ST.Runs.Models;

/// <summary>Lends an instance to each thread that predicts; about as many are made as threads ever predict at once.</summary>
/// <remarks>A thread finds the instance that it gave back last in a slot of its own, so that threads that take one for each text do not wait for each other.</remarks>
/// <typeparam name="T">What one thread at a time may use.</typeparam>
/// <param name="create">Makes an instance.</param>
internal sealed class InstancePool<T>(Func<T> create)
    where T : class
{
    private const int SlotStride = 16; // References: no two slots share a cache line, nor a pair of them.

    private static readonly int SlotCount = 8 * Environment.ProcessorCount; // So that two busy threads seldom meet in one.

    private readonly T?[] _slots = new T?[SlotStride * SlotCount];
    private readonly Lock _lock = new();
    private readonly Stack<T> _idle = new(); // What found no room in a slot.

    /// <summary>An instance that no other thread has.</summary>
    public T Take()
    {
        if (Interlocked.Exchange(ref Slot(), null) is { } own)
            return own;
        lock (_lock)
            if (_idle.TryPop(out T? instance))
                return instance;
        return create();
    }

    /// <summary>Gives an instance back.</summary>
    public void Return(T instance)
    {
        if (Interlocked.CompareExchange(ref Slot(), instance, null) is null)
            return;
        lock (_lock)
            _idle.Push(instance);
    }

    private ref T? Slot() => ref _slots[SlotStride * (int)((uint)Environment.CurrentManagedThreadId % (uint)SlotCount)];
}
