using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>The backward pass dX += G W and dW += Gᵀ X of windows, heads and encoders.</summary>
public class GradientBenchmarks
{
    private const float Step = 1e-9f; // Keeps the table's values finite.

    private RowMatrix<float> _x = null!;
    private RowMatrix<float> _w = null!;
    private RowMatrix<float> _dX = null!;
    private RowMatrix<float> _dW = null!;
    private float[] _g = null!;
    private RowMatrix<float> _table = null!;
    private int[] _rows = null!;

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
        _table = Samples.Matrix(2 * Shape.N, Shape.K, seed: 4);
        _rows = [.. Enumerable.Range(0, Shape.N).Select(k => 2 * (Shape.N - 1 - k))];
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

    /// <summary>Both gradients as skip-gram calls them where the update is no plain step.</summary>
    [Benchmark]
    public void PairGradients_Both()
    {
        MatrixView<float> x = _x, w = _w, dX = _dX, dW = _dW;
        PairProducts.Gradients(_g, in x, in w, in dX, in dW);
    }

    /// <summary>A step of gradient descent on rows of a table: copied, both gradients, applied.</summary>
    [Benchmark]
    public void PairGradients_CopiedAndApplied()
    {
        for (int k = 0; k < Shape.N; k++)
            RowOperations.Copy(_table.PaddedRow(_rows[k]), _w.PaddedRow(k));
        PairGradients_Both();
        for (int k = 0; k < Shape.N; k++)
            RowOperations.AddScaled(Step, _dW.PaddedRow(k), _table.PaddedRow(_rows[k]));
    }

    /// <summary>The same where the rows lie, as skip-gram calls it.</summary>
    [Benchmark]
    public void PairDescend_InPlace()
    {
        MatrixView<float> x = _x, dX = _dX;
        PairProducts.Descend(_g, in x, _table, _rows, -Step, in dX);
    }
}
