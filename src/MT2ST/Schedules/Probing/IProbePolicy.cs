namespace MT2ST.Schedules.Probing;

/// <summary>A strategy's probes: short trainings aside with other weights, from parameters marked earlier.</summary>
/// <remarks>
/// Asked at evaluations on the grid, since they measure the run's own side of the comparison anyway. Probes are charged to the
/// run. Like schedules, implementations read progress and observations and hold no state.
/// </remarks>
internal interface IProbePolicy
{
    /// <summary>The next probe to run before training goes on; null for none. Asked after each evaluation until it is null.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far; a probe starts from its mark.</param>
    ProbeRequest? NextProbe(Progress progress, Observations observed);

    /// <summary>Whether the run goes on from where the last probe ended and throws away its own work since the mark. Asked after each probe.</summary>
    bool AdoptsLastProbe(Observations observed) => false;

    /// <summary>Whether to mark the present parameters as the start of later probes. Asked after each evaluation and its probes.</summary>
    bool WantsMark(Progress progress, Observations observed);

    /// <summary>Whether probes have switched an auxiliary off.</summary>
    /// <param name="auxiliary">The auxiliary, from 1.</param>
    /// <param name="observed">What the run measured.</param>
    bool IsOff(int auxiliary, Observations observed);
}
