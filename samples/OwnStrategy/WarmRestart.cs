using MT2ST;
using MT2ST.Schedules;
using MT2ST.Settings;

namespace OwnStrategy;

/// <summary>The <c>warm-restart</c> strategy: see <see cref="WarmRestartSchedule"/>.</summary>
/// <remarks>
/// The record is partial: the generator adds the list of its settings, so that <c>cycles</c> is read from run files, checked
/// and written without another line of code.
/// </remarks>
public sealed partial record WarmRestartOptions : StrategyOptions
{
    /// <summary>How often the auxiliaries' weights fade during the run.</summary>
    [Within("[1, 1000]")]
    public int Cycles { get; init; } = 3;

    /// <inheritdoc/>
    public override string Name => "warm-restart";

    /// <inheritdoc/>
    public override bool WeighsEachAlone => true; // So that one auxiliary may have it while the others have another strategy.

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new WarmRestartSchedule(run, Cycles);
}

/// <summary>Auxiliary weights fade along a cosine, and start anew in each cycle.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 (1 + cos(pi u)) / 2 with u in [0, 1) the share of the cycle that is done: the restarts that Loshchilov
/// and Hutter (2017, equation 5) use for learning rates. Threads share one schedule, so it holds no state.
/// </remarks>
internal sealed class WarmRestartSchedule(ScheduleContext run, int cycles) : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        double cycle = progress.Share * cycles, done = cycle - Math.Min(Math.Floor(cycle), cycles - 1); // The end of the run is no restart.
        weights.Fill((1 + Math.Cos(Math.PI * done)) / 2);
        weights[0] = 1; // The primary stands first.
        run.ScaleByGamma0(weights); // Leaves the primary as it is.
    }
}
