namespace MT2ST.Schedules;

/// <summary>Named numbers that a strategy keeps from step to step: all that a checkpoint has to save of a strategy.</summary>
/// <remarks>They change under <see cref="Observations.Gate"/>; readers on other threads may see a value that is one step old.</remarks>
/// <param name="name">The name.</param>
/// <param name="count">How many values.</param>
/// <param name="initial">The initial value of each.</param>
public sealed class ScheduleState(string name, int count, double initial)
{
    private readonly double[] _values = [.. Enumerable.Repeat(initial, count)];

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The numbers.</summary>
    public Span<double> Values => _values;
}
