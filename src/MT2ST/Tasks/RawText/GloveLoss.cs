using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>The loss of some cells of one row: targets, weights, and scores that become the gradient.</summary>
/// <remarks>loss = sum of f e^2 with e = s + b - target; d loss / d s = 2 f e.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class GloveLoss<T>(GloveOptions options, int mostCells)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Products of a cell's loss and gradient: f e and (f e) e.</summary>
    public const int MultiplyAddsPerCell = 2;

    private readonly double _logMaximum = Math.Log(options.XMax);
    private readonly double _logDrawnWeight = Math.Log(options.NegativeWeight);
    private readonly T[] _targets = new T[mostCells];
    private readonly T[] _weights = new T[mostCells]; // Logarithms, until the gradient is taken.
    private readonly T[] _scores = new T[mostCells];

    /// <summary>m, the number of cells.</summary>
    public int CellCount { get; private set; }

    /// <summary>s, the cells' scores, to be written; then the gradient, <c>[m, 1]</c>.</summary>
    public MatrixView<T> Scores => new(_scores, CellCount, 1, 1);

    /// <summary>The sum of the gradient, which is the gradient of the row's bias.</summary>
    public T GradientSum => TensorPrimitives.Sum<T>(_scores.AsSpan(0, CellCount));

    /// <summary>Removes all cells.</summary>
    public void Clear() => CellCount = 0;

    /// <summary>Adds a cell that was counted.</summary>
    /// <param name="logCount">log X, which sets the weight f.</param>
    /// <param name="logScale">Added to log X for the target.</param>
    public void AddCount(double logCount, double logScale) =>
        Add(logCount + logScale, Math.Min(0, options.Alpha * (logCount - _logMaximum)));

    /// <summary>Adds a cell that was drawn.</summary>
    /// <param name="logExpected">The target, log E.</param>
    public void AddDrawn(double logExpected) => Add(logExpected, _logDrawnWeight);

    /// <summary>Turns scores into their gradient and gives the loss.</summary>
    /// <param name="bias">b, the row's bias.</param>
    public double ToGradient(T bias)
    {
        Span<T> errors = _targets.AsSpan(0, CellCount), weights = _weights.AsSpan(0, CellCount), scores = _scores.AsSpan(0, CellCount);
        TensorPrimitives.Subtract<T>(scores, errors, errors);
        TensorPrimitives.Add(errors, bias, errors);
        TensorPrimitives.Exp<T>(weights, weights);
        TensorPrimitives.Multiply<T>(weights, errors, scores);
        double loss = double.CreateTruncating(TensorPrimitives.Dot<T>(scores, errors));
        TensorPrimitives.Add<T>(scores, scores, scores);
        return loss;
    }

    private void Add(double target, double logWeight)
    {
        _targets[CellCount] = T.CreateTruncating(target);
        _weights[CellCount++] = T.CreateTruncating(logWeight);
    }
}
