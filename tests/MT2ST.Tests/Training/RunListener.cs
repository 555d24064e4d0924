using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>Calls a test back.</summary>
internal sealed class RunListener : IRunListener
{
    public Action<CurvePoint>? Evaluated { get; init; }

    public void OnEvaluated(CurvePoint point) => Evaluated?.Invoke(point);
}
