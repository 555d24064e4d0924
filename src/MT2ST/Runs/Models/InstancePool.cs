namespace MT2ST.Runs.Models;

/// <summary>Lends an instance to each thread that predicts; as many are made as threads ever predict at once.</summary>
/// <typeparam name="T">What one thread at a time may use.</typeparam>
/// <param name="create">Makes an instance.</param>
internal sealed class InstancePool<T>(Func<T> create)
{
    private readonly Lock _lock = new();
    private readonly Stack<T> _idle = new();

    /// <summary>An instance that no other thread has.</summary>
    public T Take()
    {
        lock (_lock)
            if (_idle.TryPop(out T? instance))
                return instance;
        return create();
    }

    /// <summary>Gives an instance back.</summary>
    public void Return(T instance)
    {
        lock (_lock)
            _idle.Push(instance);
    }
}
