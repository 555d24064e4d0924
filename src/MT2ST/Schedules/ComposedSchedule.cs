namespace MT2ST.Schedules;

/// <summary>The run's strategy, with auxiliaries that have a strategy of their own.</summary>
/// <remarks>
/// gamma_k(t) is that of the auxiliary's own strategy where it has one, else the run's; all else is the run's: the primary's
/// weight, gradients and whether auxiliaries take part at all.
/// </remarks>
public sealed class ComposedSchedule : ISchedule
{
    private readonly ISchedule _common;
    private readonly ISchedule?[] _own;

    /// <summary>Composes strategies.</summary>
    /// <param name="common">The run's strategy.</param>
    /// <param name="own">The strategy of each auxiliary, made for all auxiliaries; null for the run's.</param>
    /// <exception cref="ArgumentException">A strategy does not weigh each auxiliary alone.</exception>
    public ComposedSchedule(ISchedule common, IReadOnlyList<ISchedule?> own)
    {
        ArgumentNullException.ThrowIfNull(common);
        ArgumentNullException.ThrowIfNull(own);
        if (own.Any(schedule => schedule?.WeighsEachAlone == false))
            throw new ArgumentException("A strategy that looks at all tasks together cannot be one auxiliary's own.", nameof(own));
        _common = common;
        _own = [.. own];
    }

    /// <inheritdoc/>
    public bool UsesAuxiliaries => _common.UsesAuxiliaries;

    /// <inheritdoc/>
    public bool RunsEachAlone => _common.RunsEachAlone;

    /// <inheritdoc/>
    public IProbing? Probing => _common.Probing;

    /// <inheritdoc/>
    public bool Learns => _common.Learns;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => _common.Combiner(progress);

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        _common.SetWeights(progress, observed, weights);
        if (!UsesAuxiliaries)
            return;
        Span<double> own = stackalloc double[weights.Length];
        for (int k = 0; k < _own.Length; k++)
        {
            if (_own[k] is not { } schedule)
                continue;
            schedule.SetWeights(progress, observed, own);
            weights[1 + k] = own[1 + k];
        }
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => _common.Learn(progress, losses, observed);
}
