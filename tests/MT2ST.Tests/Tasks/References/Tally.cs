using MT2ST.Embeddings;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>What a reference adds up: loss, gradients and every multiply-add it makes.</summary>
/// <remarks>
/// The counting rule: one for each product that is added to something, or that stands alone, in forward, backward and row
/// update; none for sums without a product (biases), exp, maxima, ReLU and sampling.
/// </remarks>
internal sealed class Tally
{
    private readonly Dictionary<string, double[][]> _gradients = [];
    private readonly int _updateCost;

    /// <param name="task">The task whose parameters are read.</param>
    /// <param name="updateCost">Multiply-adds of the row update for each value.</param>
    public Tally(ITask<double> task, int updateCost)
    {
        _updateCost = updateCost;
        foreach (RowParameter<double> rows in task.RowParameters)
            _gradients.Add(rows.Name, Zeros(rows.Rows.RowCount, rows.Rows.Dimensions));
        foreach (DenseParameter<double> dense in task.DenseParameters)
            _gradients.Add(dense.Name, Zeros(dense.Values.RowCount, ParameterValues.Columns(dense).Length));
    }

    public long MultiplyAdds { get; private set; }

    public long ExampleCount { get; set; }

    public long TermCount { get; set; }

    public double Loss { get; set; }

    /// <summary>The gradients, by parameter, without padding.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> Gradients =>
        _gradients.Select(gradient => KeyValuePair.Create(gradient.Key, gradient.Value.SelectMany(row => row).ToArray()));

    /// <summary>The gradient of a parameter, <c>[rows, values]</c>.</summary>
    public double[][] Gradient(string parameter) => _gradients[parameter];

    /// <summary>a * b, counted.</summary>
    public double Product(double a, double b)
    {
        MultiplyAdds++;
        return a * b;
    }

    /// <summary>Counts multiply-adds that a formula gives.</summary>
    public void Add(long multiplyAdds) => MultiplyAdds += multiplyAdds;

    /// <summary>The dot product, counted.</summary>
    public double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += Product(a[i], b[i]);
        return sum;
    }

    /// <summary>sum += scale * a, counted.</summary>
    public void AddScaled(double scale, ReadOnlySpan<double> a, Span<double> sum)
    {
        for (int i = 0; i < a.Length; i++)
            sum[i] += Product(scale, a[i]);
    }

    /// <summary>The update of one row: its gradient, and its cost.</summary>
    public void Update(string parameter, int row, ReadOnlySpan<double> gradient)
    {
        for (int d = 0; d < gradient.Length; d++)
            _gradients[parameter][row][d] += gradient[d];
        MultiplyAdds += (long)_updateCost * gradient.Length;
    }

    private static double[][] Zeros(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
}
