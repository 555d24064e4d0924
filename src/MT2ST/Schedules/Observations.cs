namespace MT2ST.Schedules;

/// <summary>What a run has measured so far, for schedules that adapt. It changes between steps only.</summary>
public sealed class Observations
{
    private readonly List<EvaluationPoint> _points = [];
    private readonly List<Probe> _probes = [];

    /// <summary>The evaluations so far, the first before any step.</summary>
    public IReadOnlyList<EvaluationPoint> Points => _points;

    /// <summary>The evaluation at which the parameters were last marked for probes, as an index of <see cref="Points"/>; null before the first mark.</summary>
    public int? Mark { get; private set; }

    /// <summary>The probes so far.</summary>
    public IReadOnlyList<Probe> Probes => _probes;

    /// <summary>Appends an evaluation.</summary>
    public void Add(EvaluationPoint point) => _points.Add(point);

    /// <summary>Notes that the parameters of the last evaluation are marked.</summary>
    public void SetMark() => Mark = _points.Count - 1;

    /// <summary>Appends a probe's result.</summary>
    public void Add(Probe probe) => _probes.Add(probe);
}
