namespace MT2ST.Schedules;

/// <summary>What a run has measured so far, for schedules that adapt.</summary>
public sealed class Observations
{
    private readonly List<double> _devQualities = [];
    private readonly List<ScheduleState> _states = [];

    /// <summary>Held while a schedule changes its states, so that threads learn in turn.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The primary's quality on dev half A at each evaluation so far, greater is better.</summary>
    public IReadOnlyList<double> DevQualities => _devQualities;

    /// <summary>Everything that schedules keep, in the order of its first use.</summary>
    public IReadOnlyList<ScheduleState> States => _states;

    /// <summary>Appends an evaluation; called between steps.</summary>
    public void AddDevQuality(double quality) => _devQualities.Add(quality);

    /// <summary>The state of a name, made at its first use; safe from several threads.</summary>
    /// <param name="name">The name.</param>
    /// <param name="count">How many numbers it has.</param>
    /// <param name="initial">What each is at first.</param>
    public ScheduleState State(string name, int count, double initial = 0)
    {
        lock (Gate)
        {
            foreach (ScheduleState state in _states)
                if (state.Name == name)
                    return state;
            var made = new ScheduleState(name, count, initial);
            _states.Add(made);
            return made;
        }
    }
}
