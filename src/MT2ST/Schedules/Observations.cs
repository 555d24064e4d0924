using MT2ST.Schedules.Probing;

namespace MT2ST.Schedules;

/// <summary>What a run has measured so far, for schedules that adapt.</summary>
public sealed class Observations
{
    private readonly List<EvaluationPoint> _points = [];
    private readonly List<Probe> _probes = [];
    private readonly List<ScheduleState> _states = [];

    /// <summary>Held while a schedule changes its states, so that threads learn in turn.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The evaluations on the way to the present parameters, the first before any step.</summary>
    public IReadOnlyList<EvaluationPoint> Points => _points;

    /// <summary>The evaluation at which the parameters were last marked for probes, as an index of <see cref="Points"/>; null before the first mark.</summary>
    internal int? Mark { get; private set; }

    /// <summary>The probes so far.</summary>
    public IReadOnlyList<Probe> Probes => _probes;

    /// <summary>Appends an evaluation; called between steps, as are marks and probes.</summary>
    internal void Add(EvaluationPoint point) => _points.Add(point);

    /// <summary>Notes that the parameters of the last evaluation are marked.</summary>
    internal void SetMark() => Mark = _points.Count - 1;

    /// <summary>Goes on from a probe's end and drops the evaluations since the mark, whose parameters are thrown away.</summary>
    /// <param name="end">Where the probe ended.</param>
    internal void Adopt(EvaluationPoint end)
    {
        int kept = 1 + (Mark ?? throw new InvalidOperationException("Nothing is marked."));
        _points.RemoveRange(kept, _points.Count - kept);
        _points.Add(end);
    }

    /// <summary>Appends a probe's result.</summary>
    internal void Add(Probe probe) => _probes.Add(probe);

    /// <summary>All states that schedules keep, in the order of their first use.</summary>
    public IReadOnlyList<ScheduleState> States => _states;

    /// <summary>The state with this name, made at its first use; safe from several threads.</summary>
    /// <param name="name">The name.</param>
    /// <param name="count">How many numbers it has.</param>
    /// <param name="initial">The initial value of each.</param>
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

/// <summary>The state of a run at one evaluation, as schedules see it.</summary>
/// <param name="Epoch">Primary epochs trained, fractions included.</param>
/// <param name="Cost">The cost up to this point without probes, as <see cref="Progress.Cost"/> counts it.</param>
/// <param name="Dev">The primary's quality on dev half A, greater is better.</param>
public sealed record EvaluationPoint(double Epoch, double Cost, double Dev);
