namespace MT2ST.Schedules;

/// <summary>What a run has measured so far, for schedules that adapt.</summary>
public sealed class Observations
{
    private readonly List<double> _devQualities = [];

    /// <summary>The primary's quality on dev half A at each evaluation so far, greater is better.</summary>
    public IReadOnlyList<double> DevQualities => _devQualities;

    /// <summary>Appends an evaluation; called between steps.</summary>
    public void AddDevQuality(double quality) => _devQualities.Add(quality);
}
