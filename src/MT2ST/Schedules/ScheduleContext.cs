namespace MT2ST.Schedules;

/// <summary>The values on which a schedule depends, apart from the strategy's own settings.</summary>
public sealed record ScheduleContext
{
    /// <summary>How many primary epochs the run is planned to have, above 0.</summary>
    public required double PlannedEpochs { get; init; }

    /// <summary>The auxiliaries, in order: their weights' settings.</summary>
    public IReadOnlyList<TaskOptions> Auxiliaries { get; init; } = [];

    /// <summary>How much worse, in the dev quality's unit, an auxiliary must make the primary to count as harmful. Above 0.</summary>
    internal double HarmMargin { get; init; } = 0.01;

    /// <summary>The greatest share of a run's work that probes take. In (0, 1).</summary>
    internal double ProbeShare { get; init; } = 0.1;

    /// <summary>The seed of the strategy's random draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Multiplies the weight of each auxiliary by its gamma_0; the primary's does not change.</summary>
    /// <param name="weights">The weights, <c>[1 + auxiliaries]</c>, the primary's first.</param>
    public void ScaleByGamma0(Span<double> weights)
    {
        for (int k = 0; k < Auxiliaries.Count; k++)
            weights[1 + k] *= Auxiliaries[k].Gamma0;
    }
}

/// <summary>What a task weight acts on.</summary>
public enum Execution
{
    /// <summary>The amount of work: <c>units * gamma(t)</c> examples per primary example, each at weight 1. The cost falls.</summary>
    Sample,

    /// <summary>The size of the update: <c>units</c> examples per primary example, the update times gamma(t). The cost stays.</summary>
    Scale,
}
