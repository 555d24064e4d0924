namespace MT2ST.Schedules;

/// <summary>A strategy: a pure function from how far the run is and what it saw to the weight of every task.</summary>
/// <remarks>A weight of 0 means that the task is not run at all. Implementations hold no state and serve all threads.</remarks>
public interface ISchedule
{
    /// <summary>Whether auxiliary tasks take part at all; where not, their data is not even read.</summary>
    bool UsesAuxiliaries { get; }

    /// <summary>How tasks' gradients of the shared parameters are combined; null where tasks update in turn.</summary>
    IGradientCombiner? Combiner => null;

    /// <summary>Sets the weight of every task for the next step.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far.</param>
    /// <param name="weights">The weights, <c>[1 + auxiliaries]</c>, the primary's first, each at least 0.</param>
    void SetWeights(Progress progress, Observations observed, Span<double> weights);

    /// <summary>What to try aside before training goes on; null for nothing more. Asked after each evaluation until it is null.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far; a probe starts from its mark.</param>
    ProbeRequest? NextProbe(Progress progress, Observations observed) => null;

    /// <summary>Whether the run goes on from where the last probe ended, its own work since the mark being thrown away. Asked after each probe.</summary>
    bool AdoptsLastProbe(Observations observed) => false;

    /// <summary>Whether to mark the parameters as they are, for later probes to start from. Asked after each evaluation and its probes.</summary>
    bool WantsMark(Progress progress, Observations observed) => false;
}
