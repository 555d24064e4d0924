namespace MT2ST.Training;

/// <summary>What a task weight acts on.</summary>
public enum Execution
{
    /// <summary>The amount of work: <c>units * gamma(t)</c> examples a primary example, each at weight 1. The cost falls.</summary>
    Sample,

    /// <summary>The size of the update: <c>units</c> examples a primary example, the update times gamma(t). The cost stays.</summary>
    Scale,
}
