using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>Analytic and numeric gradients of one batch of a task, parameter by parameter.</summary>
internal sealed class GradientCheck
{
    private const double Step = 1e-4;
    private const ulong SamplingSeed = 7;

    private readonly ITask<double> _task;
    private readonly int _exampleCount;

    public GradientCheck(TaskFixture fixture)
    {
        _task = fixture.Create<double>();
        _exampleCount = (int)_task.ExampleCount;
        ITaskWorker<double> worker = _task.CreateWorker(Shard.Whole(SamplingSeed));
        worker.TrainBatch(new RecordingUpdate<double>(Record), _exampleCount);
        foreach (RowParameter<double> rows in _task.RowParameters)
            AddRows(rows);
        for (int i = 0; i < _task.DenseParameters.Count; i++)
            AddDense(_task.DenseParameters[i], worker.DenseGradients[i]);
    }

    public GradientRecord<double> Record { get; } = new();

    /// <summary>What the task says, by parameter.</summary>
    public Dictionary<string, double[]> Analytic { get; } = [];

    /// <summary>Differences of the loss, by parameter.</summary>
    public Dictionary<string, double[]> Numeric { get; } = [];

    /// <summary>The names of parameters with a coordinate beyond the tolerance.</summary>
    public static IReadOnlyList<string> Mismatches(Dictionary<string, double[]> analytic, Dictionary<string, double[]> numeric) =>
        [.. analytic.Keys.Where(name => analytic[name].Zip(numeric[name]).Any(pair => !Agree(pair.First, pair.Second)))];

    /// <summary>The numeric gradient of rows that the batch did not touch.</summary>
    public double[] NumericOfUntouchedRows(int rowCount)
    {
        RowParameter<double> shared = _task.RowParameters[0];
        IEnumerable<int> untouched = Enumerable.Range(0, shared.Rows.RowCount).Except(Record.Rows(shared)).Take(rowCount);
        return [.. untouched.SelectMany(row => NumericRow(shared.Rows, row, shared.Rows.Dimensions))];
    }

    private static bool Agree(double analytic, double numeric) =>
        Math.Abs(analytic - numeric) <= (1e-6 * Math.Max(Math.Abs(analytic), Math.Abs(numeric))) + 1e-9;

    private void AddRows(RowParameter<double> parameter)
    {
        var analytic = new List<double>();
        var numeric = new List<double>();
        for (int i = 0; i < Record.Rows(parameter).Count; i++)
        {
            analytic.AddRange(Record.Gradient(parameter, i)[..parameter.Rows.Dimensions]);
            numeric.AddRange(NumericRow(parameter.Rows, Record.Rows(parameter)[i], parameter.Rows.Dimensions));
        }
        Add(parameter.Name, analytic, numeric);
    }

    private void AddDense(DenseParameter<double> parameter, RowMatrix<double> gradient)
    {
        int[] columns = ParameterValues.Columns(parameter);
        IEnumerable<double> numeric = Enumerable.Range(0, gradient.RowCount)
            .SelectMany(row => columns.Select(column => NumericAt(parameter.Values, row, column)));
        Add(parameter.Name, ParameterValues.Of(parameter, gradient), numeric);
    }

    private void Add(string name, IEnumerable<double> analytic, IEnumerable<double> numeric)
    {
        Analytic.Add(name, [.. analytic]);
        Numeric.Add(name, [.. numeric]);
    }

    private double[] NumericRow(RowMatrix<double> rows, int row, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(column => NumericAt(rows, row, column))];

    // The four-point stencil: its error falls with step^4, so that 1e-4 is exact to rounding.
    private double NumericAt(RowMatrix<double> values, int row, int column) =>
        ((8 * (LossAt(values, row, column, Step) - LossAt(values, row, column, -Step)))
            - (LossAt(values, row, column, 2 * Step) - LossAt(values, row, column, -2 * Step))) / (12 * Step);

    private double LossAt(RowMatrix<double> values, int row, int column, double offset)
    {
        ref double value = ref values.Row(row)[column];
        double before = value;
        value = before + offset;
        double loss = _task.CreateWorker(Shard.Whole(SamplingSeed)).TrainBatch(default(DiscardUpdate<double>), _exampleCount).LossSum;
        value = before;
        return loss;
    }
}
