using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>The endless order in which a worker visits its examples: each once per epoch, shuffled anew every epoch.</summary>
public sealed class ExampleOrder
{
    private readonly int[] _order;
    private readonly Block[] _blocks; // Blocks are read as a whole: they are shuffled, and so are the examples in each.
    private readonly SeededRandom _random;
    private Predicate<int>? _isExample; // Null if all are.
    private int _next;

    /// <summary>Creates the order of the examples <c>shard.Index, shard.Index + shard.Count, ...</c> below a count.</summary>
    /// <param name="exampleCount">How many examples all shards have together.</param>
    /// <param name="shard">This worker's share.</param>
    /// <param name="random">The source of the shuffling.</param>
    /// <exception cref="ArgumentException">The share is empty.</exception>
    public ExampleOrder(int exampleCount, Shard shard, SeededRandom random)
        : this(new int[Math.Max(0, (exampleCount - shard.Index + shard.Count - 1) / shard.Count)], [], shard, random)
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = shard.Index + (i * shard.Count);
    }

    private ExampleOrder(int[] order, Block[] blocks, Shard shard, SeededRandom random)
    {
        if (order.Length == 0)
            throw Empty("examples", shard);
        _order = order;
        _blocks = blocks;
        _random = random;
        _next = order.Length;
    }

    /// <summary>Creates the order of the documents of a shard that have enough tokens.</summary>
    /// <remarks>A shard of a streamed corpus is a stretch of the text, and its blocks are visited one after the other.</remarks>
    /// <exception cref="ArgumentException">No document of the share has that many tokens.</exception>
    internal static ExampleOrder OfDocuments(IndexedCorpus corpus, int leastTokens, Shard shard, SeededRandom random) =>
        OfDocuments(corpus, document => corpus.Tokens(document).Length >= leastTokens, leastTokens == 1 ? "words" : "pairs of words", shard, random);

    /// <summary>Creates the order of the documents of a shard that are examples; the others are skipped.</summary>
    /// <param name="corpus">The documents.</param>
    /// <param name="isExample">Whether a document is one.</param>
    /// <param name="wanted">The word for examples, for the message.</param>
    /// <param name="shard">This worker's share.</param>
    /// <param name="random">The source of the shuffling.</param>
    /// <exception cref="ArgumentException">The share has no example.</exception>
    public static ExampleOrder OfDocuments(IndexedCorpus corpus, Predicate<int> isExample, string wanted, Shard shard, SeededRandom random)
    {
        ExampleOrder order = corpus.IsStreamed ? OfBlocks(corpus, shard, random) : new ExampleOrder(corpus.DocumentCount, shard, random);
        if (!Array.Exists(order._order, isExample))
            throw Empty(wanted, shard);
        order._isExample = isExample;
        return order;
    }

    private static ExampleOrder OfBlocks(IndexedCorpus corpus, Shard shard, SeededRandom random)
    {
        int first = (int)((long)corpus.DocumentCount * shard.Index / shard.Count);
        int end = (int)((long)corpus.DocumentCount * (shard.Index + 1) / shard.Count);
        List<Block> blocks = [];
        for (int document = first, start = first; document < end; document++)
        {
            if (document + 1 < end && corpus.BlockOf(document + 1) == corpus.BlockOf(start))
                continue;
            blocks.Add(new Block(start, document + 1 - start));
            start = document + 1;
        }
        return new([.. Enumerable.Range(first, end - first)], [.. blocks], shard, random);
    }

    /// <summary>How many examples an epoch of this shard has.</summary>
    public int Count => _order.Length;

    /// <summary>The next example.</summary>
    public int Next()
    {
        do
        {
            if (_next == _order.Length)
            {
                Shuffle();
                _next = 0;
            }
            _next++;
        }
        while (_isExample?.Invoke(_order[_next - 1]) == false);
        return _order[_next - 1];
    }

    private void Shuffle()
    {
        if (_blocks.Length == 0)
        {
            _random.Shuffle<int>(_order);
            return;
        }
        _random.Shuffle<Block>(_blocks);
        int place = 0;
        foreach (Block block in _blocks)
        {
            Span<int> documents = _order.AsSpan(place, block.Count);
            for (int i = 0; i < documents.Length; i++)
                documents[i] = block.First + i;
            _random.Shuffle(documents);
            place += block.Count;
        }
    }

    private static ArgumentException Empty(string missing, Shard shard) =>
        new($"Share {shard.Index + 1} of {shard.Count} of the data has no {missing}: give more data or use fewer threads.");

    private readonly record struct Block(int First, int Count);
}
