namespace MT2ST.Tests.Tasks.References;

/// <summary>The cosines of vector 0 with the others and a loss's gradient over them, by unit vectors.</summary>
/// <remarks>Counts what the task counts: a dot product and a norm for each vector; for each that has a gradient its two terms and that in vector 0's, which has one of itself.</remarks>
internal sealed class CenterCosinesReference
{
    private readonly Tally _tally;
    private readonly double[] _norms;
    private readonly double[][] _units;

    public CenterCosinesReference(Tally tally, double[][] vectors)
    {
        _tally = tally;
        _norms = [.. vectors.Select(vector => Math.Sqrt(tally.Dot(vector, vector)))];
        _units = [.. vectors.Select((vector, i) => vector.Select(value => value / _norms[i]).ToArray())];
        Cosines = [0, .. Enumerable.Range(1, vectors.Length - 1).Select(i => tally.Dot(_units[0], _units[i]))];
    }

    public double[] Cosines { get; }

    /// <summary>The gradients by place of the vectors that have one, vector 0 first.</summary>
    public IEnumerable<(int Place, double[] Gradient)> Gradients(double[] weights)
    {
        int[] moved = [.. Enumerable.Range(1, weights.Length - 1).Where(i => weights[i] != 0)];
        if (moved.Length == 0)
            yield break;
        var ofCentre = new double[_units[0].Length];
        foreach (int i in moved)
            _tally.AddScaled(weights[i] / _norms[0], _units[i], ofCentre);
        _tally.AddScaled(-moved.Sum(i => weights[i] * Cosines[i]) / _norms[0], _units[0], ofCentre);
        yield return (0, ofCentre);
        foreach (int i in moved)
        {
            var gradient = new double[ofCentre.Length];
            _tally.AddScaled(weights[i] / _norms[i], _units[0], gradient);
            _tally.AddScaled(-weights[i] * Cosines[i] / _norms[i], _units[i], gradient);
            yield return (i, gradient);
        }
    }
}
