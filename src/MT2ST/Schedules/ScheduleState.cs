namespace MT2ST.Schedules;

/// <summary>Numbers that a strategy keeps from step to step, under a name: all of a strategy that a checkpoint has to save.</summary>
/// <remarks>They change under <see cref="Observations.Gate"/>; readers on other threads may see a value that is one step old.</remarks>
public sealed class ScheduleState
{
    private readonly double[] _values;

    /// <summary>Creates a state whose numbers are all the same.</summary>
    /// <param name="name">Its name, such as <c>gradnorm/weights</c>.</param>
    /// <param name="count">How many numbers.</param>
    /// <param name="initial">Each one's value.</param>
    public ScheduleState(string name, int count, double initial)
    {
        Name = name;
        _values = new double[count];
        _values.AsSpan().Fill(initial);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The numbers.</summary>
    public Span<double> Values => _values;
}
