using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>Loss and gradient of a softmax over few and many classes. A copy of the logits is timed with it.</summary>
public class SoftmaxBenchmarks
{
    private float[] _logits = null!;
    private float[] _gradient = null!;

    /// <summary>The classes.</summary>
    [ParamsSource(nameof(Shapes))]
    public LossShape Shape { get; set; } = null!;

    /// <summary>All shapes.</summary>
    public static IEnumerable<LossShape> Shapes { get; } = [new(1, 2), new(1, 17), new(1, 49), new(1, 472)];

    /// <summary>Draws the logits.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _logits = Samples.Scores(Shape.Columns, seed: 1);
        _gradient = new float[_logits.Length];
    }

    /// <summary>One class at a time.</summary>
    [Benchmark(Baseline = true)]
    public double PlainLoop()
    {
        float max = float.NegativeInfinity, sum = 0;
        foreach (float logit in _logits)
            max = MathF.Max(max, logit);
        for (int c = 0; c < _logits.Length; c++)
            sum += _gradient[c] = MathF.Exp(_logits[c] - max);
        for (int c = 0; c < _logits.Length; c++)
            _gradient[c] /= sum;
        _gradient[1] -= 1;
        return Math.Log(sum) - (_logits[1] - max);
    }

    /// <summary>What the tasks call.</summary>
    [Benchmark]
    public double SoftmaxCrossEntropy()
    {
        _logits.CopyTo(_gradient, 0);
        return Logistic.SoftmaxCrossEntropy<float>(_gradient, label: 1);
    }
}
