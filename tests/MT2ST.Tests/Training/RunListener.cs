namespace MT2ST.Tests.Training;

/// <summary>Calls a delegate with each evaluation of a run.</summary>
internal sealed class RunListener : IProgress<RunProgress>
{
    public Action<CurvePoint>? Evaluated { get; init; }

    public void Report(RunProgress value)
    {
        if (value.Evaluation is { } point)
            Evaluated?.Invoke(point);
    }
}
