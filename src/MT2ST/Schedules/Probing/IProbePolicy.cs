namespace MT2ST.Schedules.Probing;

/// <summary>What a strategy tries aside: short trainings with other weights, from parameters that were marked before.</summary>
/// <remarks>
/// Asked at evaluations on the grid, where the run's own side of the comparison is measured anyway. Probes are charged to the
/// run. As schedules do, implementations read progress and observations and hold no state.
/// </remarks>
internal interface IProbePolicy
{
    /// <summary>What to try before training goes on; null for nothing more. Asked after each evaluation until it is null.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="observed">What it measured so far; a probe starts from its mark.</param>
    ProbeRequest? NextProbe(Progress progress, Observations observed);

    /// <summary>Whether the run goes on from where the last probe ended, its own work since the mark being thrown away. Asked after each probe.</summary>
    bool AdoptsLastProbe(Observations observed) => false;

    /// <summary>Whether to mark the parameters as they are, for later probes to start from. Asked after each evaluation and its probes.</summary>
    bool WantsMark(Progress progress, Observations observed);

    /// <summary>Whether probes have switched an auxiliary off.</summary>
    /// <param name="auxiliary">The auxiliary, from 1.</param>
    /// <param name="observed">What the run measured.</param>
    bool IsOff(int auxiliary, Observations observed);
}
