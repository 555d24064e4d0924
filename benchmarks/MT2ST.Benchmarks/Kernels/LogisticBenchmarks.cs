using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>Loss and gradient of negative sampling, over the scores of a window. A copy of the scores is timed with it.</summary>
public class LogisticBenchmarks
{
    private float[] _scores = null!;
    private float[] _gradient = null!;
    private float[] _factors = null!;

    /// <summary>The scores of a window of average and of full size.</summary>
    [ParamsSource(nameof(Shapes))]
    public LossShape Shape { get; set; } = null!;

    /// <summary>All shapes.</summary>
    public static IEnumerable<LossShape> Shapes { get; } = [new(6, 6), new(10, 6), new(32, 25)];

    /// <summary>Draws the scores.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _scores = Samples.Scores(Shape.Rows * Shape.Columns, seed: 1);
        _gradient = new float[RowMatrix<float>.PaddedLength(_scores.Length)];
        _factors = new float[_gradient.Length];
        for (int i = 0; i < _scores.Length; i++)
            _factors[i] = i % Shape.Columns == 0 ? -1 : 1;
    }

    /// <summary>One score at a time.</summary>
    [Benchmark(Baseline = true)]
    public double PlainLoop()
    {
        double loss = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            float score = _scores[i];
            bool isPositive = i % Shape.Columns == 0;
            loss += MathF.Max(score, 0) - (isPositive ? score : 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(score)));
            _gradient[i] = (1 / (1 + MathF.Exp(-score))) - (isPositive ? 1 : 0);
        }
        return loss;
    }

    /// <summary>What the tasks call.</summary>
    [Benchmark]
    public double CrossEntropy()
    {
        _scores.CopyTo(_gradient, 0);
        return Logistic.CrossEntropy<float>(_gradient, _factors, _scores.Length);
    }
}
