using MT2ST.Encoding;
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
    /// <exception cref="ArgumentException">The share is empty.</exception>
    public ExampleOrder(int exampleCount, Shard shard, SeededRandom random)
    {
        _random = random;
        _order = new int[Math.Max(0, (exampleCount - shard.Index + shard.Count - 1) / shard.Count)];
        if (_order.Length == 0)
            throw Empty("examples", shard);
        for (int i = 0; i < _order.Length; i++)
            _order[i] = shard.Index + (i * shard.Count);
        _next = _order.Length;
    }

    /// <summary>Creates the order of the documents of a shard for a worker that reads on until it finds enough tokens.</summary>
    /// <exception cref="ArgumentException">No document of the share has that many tokens: the worker would read forever.</exception>
    internal static ExampleOrder OfDocuments(EncodedCorpus corpus, int leastTokens, Shard shard, SeededRandom random)
    {
        var order = new ExampleOrder(corpus.DocumentCount, shard, random);
        foreach (int document in order._order)
            if (corpus.Tokens(document).Length >= leastTokens)
                return order;
        throw Empty(leastTokens == 1 ? "words" : "pairs of words", shard);
    }

    /// <summary>How many examples an epoch of this shard has.</summary>
    public int Count => _order.Length;

    /// <summary>The next example.</summary>
    public int Next()
    {
        if (_next == _order.Length)
        {
            _random.Shuffle<int>(_order);
            _next = 0;
        }
        return _order[_next++];
    }

    private static ArgumentException Empty(string missing, Shard shard) =>
        new($"Share {shard.Index + 1} of {shard.Count} of the data has no {missing}: give more data or use fewer threads.");
}
