using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>The endless order in which a worker visits its examples: each once an epoch, shuffled anew every epoch.</summary>
public sealed class ExampleOrder
{
    private readonly int[] _order;
    private readonly SeededRandom _random;
    private int _next;

    /// <summary>Creates the order of the examples <c>shard.Index, shard.Index + shard.Count, ...</c> below a count.</summary>
    /// <param name="exampleCount">How many examples all shards have together.</param>
    /// <param name="shard">This worker's share.</param>
    /// <param name="random">The source of the shuffling.</param>
    public ExampleOrder(int exampleCount, Shard shard, SeededRandom random)
    {
        _random = random;
        _order = new int[(exampleCount - shard.Index + shard.Count - 1) / shard.Count];
        for (int i = 0; i < _order.Length; i++)
            _order[i] = shard.Index + (i * shard.Count);
        _next = _order.Length;
    }

    /// <summary>How many examples an epoch of this shard has.</summary>
    public int Count => _order.Length;

    /// <summary>The next example.</summary>
    /// <exception cref="InvalidOperationException">The shard is empty.</exception>
    public int Next()
    {
        if (_next == _order.Length)
        {
            if (_order.Length == 0)
                throw new InvalidOperationException("This thread's share of the data is empty: use fewer threads.");
            _random.Shuffle<int>(_order);
            _next = 0;
        }
        return _order[_next++];
    }
}
