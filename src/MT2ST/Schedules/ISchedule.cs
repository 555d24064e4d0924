using MT2ST.Schedules.Probing;

namespace MT2ST.Schedules;

/// <summary>A strategy: a pure function from the run's progress and observations to the weight of every task.</summary>
/// <remarks>
/// A task of weight 0 is not run at all. Implementations hold no state and serve all threads; values that a strategy
/// learns from step to step are a <see cref="ScheduleState"/> of the run's <see cref="Observations"/>.
/// </remarks>
public interface ISchedule
{
    /// <summary>The combiner that sees all tasks' gradients at one point in the next step; null if tasks update in turn.</summary>
    internal IGradientCombiner? Combiner(Progress progress) => null;

    /// <summary>The strategy's probes while the run goes on; null if it has none.</summary>
    internal IProbePolicy? Probing => null;

    /// <summary>The switch point of an auxiliary, if the strategy has one and it has not come yet; else null.</summary>
    /// <param name="auxiliary">The auxiliary, counted from 1.</param>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far.</param>
    internal SwitchTime? PendingSwitch(int auxiliary, Progress progress, Observations observed) => null;

    /// <summary>Whether <see cref="Learn"/> is to be called.</summary>
    bool Learns => false;

    /// <summary>Sets the weight of every task for the next step.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far.</param>
    /// <param name="weights">The weights, <c>[1 + auxiliaries]</c>, the primary's first, each at least 0.</param>
    void SetWeights(Progress progress, Observations observed, Span<double> weights);

    /// <summary>Takes in the measurements of a step. Called after each step, by one thread at a time, which holds the observations' gate.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="losses">The mean loss of a term of each task in the step, in nats; NaN for a task that did not run.</param>
    /// <param name="observed">The observations whose states it changes.</param>
    void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) { }
}
