using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>The forward pass S = X Wᵀ of windows, heads and encoders.</summary>
public class ScoreBenchmarks
{
    private RowMatrix<float> _x = null!;
    private RowMatrix<float> _w = null!;
    private float[] _scores = null!;

    /// <summary>The shape.</summary>
    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; } = null!;

    /// <summary>All shapes.</summary>
    public static IEnumerable<ProductShape> Shapes => ProductShape.All;

    /// <summary>Draws the matrices.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = Samples.Matrix(Shape.M, Shape.K, seed: 1);
        _w = Samples.Matrix(Shape.N, Shape.K, seed: 2);
        _scores = new float[Shape.M * Shape.N];
    }

    /// <summary>One number at a time.</summary>
    [Benchmark(Baseline = true)]
    public void PlainLoop() => PlainProducts.MultiplyByTransposed(_x, _w, _scores);

    /// <summary>A dot product for each score.</summary>
    [Benchmark]
    public void TensorPrimitivesDot()
    {
        for (int i = 0; i < Shape.M; i++)
            for (int j = 0; j < Shape.N; j++)
                _scores[(i * Shape.N) + j] = TensorPrimitives.Dot<float>(_x.PaddedRow(i), _w.PaddedRow(j));
    }

    /// <summary>What the tasks call.</summary>
    [Benchmark]
    public void MultiplyByTransposed() =>
        MatrixProducts.MultiplyByTransposed(_x, _w, new MatrixView<float>(_scores, Shape.M, Shape.N, Shape.N));

    /// <summary>What skip-gram and CBOW call.</summary>
    [Benchmark]
    public void PairScores()
    {
        MatrixView<float> x = _x, w = _w;
        PairProducts.Scores(in x, in w, _scores);
    }
}
