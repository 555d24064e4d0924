using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>The backward pass dX += G W and dW += Gᵀ X of windows, heads and encoders.</summary>
public class GradientBenchmarks
{
    private RowMatrix<float> _x = null!;
    private RowMatrix<float> _w = null!;
    private RowMatrix<float> _dX = null!;
    private RowMatrix<float> _dW = null!;
    private float[] _g = null!;

    /// <summary>The shape.</summary>
    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; } = null!;

    /// <summary>All shapes.</summary>
    public static IEnumerable<ProductShape> Shapes => ProductShape.All;

    /// <summary>Draws the matrices. The gradients' sums grow during the measurement by values around zero.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = Samples.Matrix(Shape.M, Shape.K, seed: 1);
        _w = Samples.Matrix(Shape.N, Shape.K, seed: 2);
        _dX = new RowMatrix<float>(Shape.M, Shape.K);
        _dW = new RowMatrix<float>(Shape.N, Shape.K);
        _g = Samples.Scores(Shape.M * Shape.N, seed: 3);
    }

    private MatrixView<float> G => new(_g, Shape.M, Shape.N, Shape.N);

    /// <summary>dX, one number at a time.</summary>
    [Benchmark(Baseline = true)]
    public void PlainLoop_Inputs() => PlainProducts.AddProduct(_g, _w, _dX);

    /// <summary>dX, a row after the other.</summary>
    [Benchmark]
    public void TensorPrimitivesMultiplyAdd_Inputs()
    {
        for (int i = 0; i < Shape.M; i++)
        {
            Span<float> row = _dX.PaddedRow(i);
            for (int j = 0; j < Shape.N; j++)
                TensorPrimitives.MultiplyAdd(_w.PaddedRow(j), _g[(i * Shape.N) + j], row, row);
        }
    }

    /// <summary>dX as the tasks call it.</summary>
    [Benchmark]
    public void AddProduct_Inputs() => MatrixProducts.AddProduct(G, _w, _dX);

    /// <summary>dW, one number at a time.</summary>
    [Benchmark]
    public void PlainLoop_Weights() => PlainProducts.AddTransposedProduct(_g, _x, _dW);

    /// <summary>dW as the tasks call it.</summary>
    [Benchmark]
    public void AddTransposedProduct_Weights() => MatrixProducts.AddTransposedProduct(G, _x, _dW);

    /// <summary>Both gradients as skip-gram and CBOW call them.</summary>
    [Benchmark]
    public void PairGradients_Both()
    {
        MatrixView<float> x = _x, w = _w, dX = _dX, dW = _dW;
        PairProducts.Gradients(_g, in x, in w, in dX, in dW);
    }
}
