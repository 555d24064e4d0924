namespace MT2ST.Tests.Comparisons;

/// <summary>Run records made by hand: one evaluation a second and a thousand multiply-adds, unless told otherwise.</summary>
internal static class Records
{
    /// <param name="name">The row.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="secondsPerPoint">CPU seconds from one evaluation to the next.</param>
    /// <param name="dev">The quality at each evaluation, the same on both halves.</param>
    public static RunRecord Make(string name, ulong seed, double secondsPerPoint, params double[] dev)
    {
        CurvePoint[] curve = [.. dev.Select((quality, i) => Point(i, secondsPerPoint, quality))];
        CurvePoint last = curve[^1];
        return new RunRecord
        {
            Name = name,
            Seed = seed,
            Tasks = ["tagging", "brown"],
            Curve = curve,
            PreparationSeconds = 0.5,
            CpuSeconds = last.CpuSeconds,
            WallSeconds = last.WallSeconds,
            EvaluationSeconds = last.EvaluationSeconds,
            Steps = last.Step,
            MultiplyAdds = last.MultiplyAdds,
            Examples = last.Examples,
            BestPoint = Array.IndexOf(dev, dev.Max()),
            Kept = "best",
            Ended = "finished",
            PeakBytes = 1,
        };
    }

    private static CurvePoint Point(int i, double secondsPerPoint, double quality) => new()
    {
        Step = 10 * i,
        Epoch = i,
        CpuSeconds = secondsPerPoint * i,
        WallSeconds = secondsPerPoint * i,
        EvaluationSeconds = 0.1 * i,
        MultiplyAdds = [(long)(900 * secondsPerPoint * i), (long)(100 * secondsPerPoint * i)],
        Examples = [i, i],
        Weights = [1, 0],
        Losses = [1, null],
        Dev = quality,
        DevTarget = quality,
    };
}
