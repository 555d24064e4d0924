using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>Reads a text centre by centre: the words around each centre, and the words that they are scored against: the centre and negatives.</summary>
/// <remarks>
/// The window's radius is drawn from 1 .. window for each centre, after subsampling, as word2vec does. Radii and negatives
/// are drawn for some centres ahead, so that the rows of targets can be fetched before their turn.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class ContextWindows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int CentresAhead = 32;
    private const int PrefetchDistance = 2; // Centres.
    private const int ExchangeInterval = 16_000; // Examples of all threads together. Gains add up, so with more threads each may gain less alone.

    private readonly int _window;
    private readonly int _negatives;
    private readonly AliasSampler _negativeWords;
    private readonly RowMatrix<T> _outputs;
    private readonly SeededRandom _random;
    private readonly SeededRandom _ahead = new(0); // Draws what _random will draw.
    private readonly SubsampledText _text;
    private readonly SlidingRows<T> _rows;
    private readonly HotRowCopies<T> _localOutputs;
    private readonly int[] _radii = new int[CentresAhead];
    private readonly int[] _targets;
    private int _next; // The next centre.
    private int _drawn; // Centres before this one have their radius and targets.
    private readonly int _exchangeInterval; // Examples of this thread.
    private long _sinceExchange;
    private long _owed; // Examples asked for and not yet run; below 0 if dropped words, which count with a centre, went beyond.

    /// <param name="task">The vectors and settings.</param>
    /// <param name="text">The text.</param>
    /// <param name="shard">The share of it.</param>
    public ContextWindows(NegativeSamplingModel<T> task, IndexedCorpus text, Shard shard)
    {
        _window = task.Options.Window;
        _negatives = task.Options.Negatives;
        _outputs = task.Outputs.Rows;
        _negativeWords = task.Negatives;
        _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
        _text = new SubsampledText(task.Frequencies, text, ExampleOrder.OfDocuments(text, leastTokens: 1, shard, _random), _random);
        _rows = new SlidingRows<T>(task.Embedding, _window);
        _localOutputs = new HotRowCopies<T>(_outputs, task.WordRowCount, shard);
        _exchangeInterval = ExchangeInterval / shard.Count;
        _targets = new int[CentresAhead * (1 + _negatives)];
    }

    /// <summary>How many words of the window stand before the centre.</summary>
    public int Left { get; private set; }

    /// <summary>How many words of the window stand after the centre.</summary>
    public int Right { get; private set; }

    /// <summary>The rows of the centre's word, then of the negatives.</summary>
    public ReadOnlySpan<int> Targets => TargetsOf(_next - 1);

    /// <summary>The vectors of the window's words, the centre's at row <see cref="Left"/>, <c>[Left + 1 + Right, Stride]</c>.</summary>
    public MatrixView<T> X => _rows.X(_next - 1 - Left, Left + 1 + Right);

    /// <summary>The gradients of <see cref="X"/>, to be added to.</summary>
    public MatrixView<T> DX => _rows.DX(_next - 1 - Left, Left + 1 + Right);

    /// <summary>Runs a step on every centre of a batch that has a context.</summary>
    /// <param name="update">Receives the words' gradients.</param>
    /// <param name="exampleCount">How many tokens to advance.</param>
    /// <param name="step">The step.</param>
    public StepReport Run<TUpdate, TStep>(TUpdate update, int exampleCount, ref TStep step)
        where TUpdate : struct, IRowUpdate<T>
        where TStep : struct, IWindowStep<T, TStep>
    {
        StepReport report = default;
        _localOutputs.Read();
        _owed += exampleCount;
        long examples = 0, multiplyAdds = 0;
        while (examples < _owed)
        {
            if (_next >= _text.KeptCount)
            {
                multiplyAdds += _rows.Flush(update);
                examples += NextPiece();
                continue;
            }
            if (_next >= _drawn)
                DrawAhead();
            multiplyAdds += _rows.MoveTo(update, _text.Words, _next);
            examples += Advance();
            if (Left + Right > 0)
                report += step.Run(update, this);
        }
        multiplyAdds += _rows.Flush(update);
        _owed -= examples;
        _sinceExchange += examples;
        if (_sinceExchange >= _exchangeInterval)
        {
            _localOutputs.Exchange();
            _sinceExchange = 0;
        }
        return report + new StepReport(examples, 0, 0, multiplyAdds);
    }

    /// <summary>Writes the gains of the thread's copies of output vectors to the table.</summary>
    public void Settle() => _localOutputs.Settle();

    /// <summary>Goes to the next piece; returns how many tokens were passed over if no word of a piece was kept.</summary>
    private int NextPiece()
    {
        _text.NextPiece();
        (_next, _drawn) = (0, 0);
        return _text.KeptCount == 0 ? _text.TokenCount : 0;
    }

    /// <summary>Makes the next word the centre; returns how many tokens that is.</summary>
    private int Advance()
    {
        int centre = _next++, radius = _radii[centre % CentresAhead];
        Left = Math.Min(radius, centre);
        Right = Math.Min(radius, _text.KeptCount - 1 - centre);
        if (_next + PrefetchDistance <= _drawn)
            PrefetchTargets(centre + PrefetchDistance);
        return _text.TokensThrough(centre) - (centre == 0 ? 0 : _text.TokensThrough(centre - 1));
    }

    private void DrawAhead()
    {
        int end = Math.Min(_drawn + CentresAhead, _text.KeptCount);
        ReadOnlySpan<int> words = _text.Words;
        PrefetchDraws(end - _drawn);
        for (int centre = _drawn; centre < end; centre++)
        {
            _radii[centre % CentresAhead] = 1 + _random.NextInt32(_window);
            Draw(words[centre], TargetsOf(centre));
        }
        for (int centre = _drawn; centre < Math.Min(end, _drawn + PrefetchDistance); centre++)
            PrefetchTargets(centre);
        _drawn = end;
    }

    private void Draw(int word, Span<int> targets)
    {
        targets[0] = _localOutputs.Place(word);
        for (int k = 1; k < targets.Length; k++)
        {
            int negative = _negativeWords.Sample(_random);
            // The centre is no negative; a second draw leaves an error of only f(word)^2.
            targets[k] = _localOutputs.Place(negative != word ? negative : _negativeWords.Sample(_random));
        }
    }

    // The sampler has a slot for each word, and draws jump all over them: making the same draws ahead brings the slots into
    // the cache. Draw's few second draws are not foreseen.
    private void PrefetchDraws(int centreCount)
    {
        _ahead.State = _random.State;
        for (int centre = 0; centre < centreCount; centre++)
        {
            _ahead.NextUInt64(); // The radius.
            for (int k = 0; k < _negatives; k++)
                _negativeWords.Prefetch(_ahead);
        }
    }

    private void PrefetchTargets(int centre)
    {
        foreach (int target in TargetsOf(centre))
            _outputs.Prefetch(target);
    }

    private Span<int> TargetsOf(int centre) => _targets.AsSpan(centre % CentresAhead * (1 + _negatives), 1 + _negatives);
}

/// <summary>A task's work at one centre of a text: a struct, so that it is compiled into the loop over centres.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <typeparam name="TSelf">The step.</typeparam>
internal interface IWindowStep<T, TSelf>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSelf : struct, IWindowStep<T, TSelf>
{
    /// <summary>A step with scratch of its own, for one thread.</summary>
    static abstract TSelf Create(RowParameter<T> outputs, NegativeSamplingOptions options);

    /// <summary>Forward and backward: adds to the window's gradients and hands over the targets'.</summary>
    StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
        where TUpdate : struct, IRowUpdate<T>;
}
