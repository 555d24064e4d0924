namespace MT2ST.Texts;

/// <summary>Keeps the highest of many scores; of equal ones those that came first by number.</summary>
/// <param name="count">How many to keep, above 0.</param>
internal sealed class TopScores(int count)
{
    private readonly PriorityQueue<int, (double Score, int Earlier)> _best = new(); // The lowest of the best comes out first.

    /// <summary>The score that a further one must exceed; minus infinity while there are too few.</summary>
    public double Least { get; private set; } = double.NegativeInfinity;

    /// <summary>Takes a score.</summary>
    /// <param name="number">What has it.</param>
    /// <param name="score">The score; minus infinity is never kept.</param>
    public void Add(int number, double score)
    {
        if (!(score >= Least) || double.IsNegativeInfinity(score))
            return;
        _best.Enqueue(number, (score, -number));
        if (_best.Count > count)
            _best.Dequeue();
        if (_best.Count == count && _best.TryPeek(out _, out (double Score, int Earlier) least))
            Least = least.Score;
    }

    /// <summary>Takes what another has kept.</summary>
    public void AddAll(TopScores other)
    {
        foreach ((int number, (double Score, int Earlier) rank) in other._best.UnorderedItems)
            Add(number, rank.Score);
    }

    /// <summary>Hands out what was kept, the highest first, and keeps nothing.</summary>
    public List<(int Number, double Score)> Take()
    {
        var ordered = new List<(int Number, double Score)>(_best.Count);
        while (_best.TryDequeue(out int number, out (double Score, int Earlier) rank))
            ordered.Add((number, rank.Score));
        ordered.Reverse();
        Least = double.NegativeInfinity;
        return ordered;
    }
}
