namespace MT2ST.Tests.Tasks.References;

/// <summary>An LSTM over the tokens of a sentence in a given order, unit by unit.</summary>
/// <param name="tally">Counts the products.</param>
/// <param name="weights">V, <c>[h][4h]</c>.</param>
/// <param name="dWeights">dV, added to.</param>
/// <param name="scores">What the gates get from the inputs, <c>[n][4h]</c>: input, forget and output gate, then the candidate.</param>
internal sealed class LstmReference(Tally tally, double[][] weights, double[][] dWeights, double[][] scores)
{
    private readonly int _size = weights.Length;
    private readonly double[][] _gates = new double[scores.Length][];
    private readonly double[][] _cells = new double[scores.Length][];
    private int[] _order = [];

    public double[][] States { get; } = new double[scores.Length][];

    public double[][] ScoreGradients { get; } = new double[scores.Length][];

    public void Read(IEnumerable<int> order)
    {
        _order = [.. order];
        for (int step = 0; step < _order.Length; step++)
        {
            int t = _order[step];
            double[] z = [.. scores[t]], before = Before(States, step), cellBefore = Before(_cells, step);
            for (int unit = 0; unit < _size; unit++)
                tally.AddScaled(before[unit], weights[unit], z);
            _gates[t] = [.. z.Select((value, k) => k >= 3 * _size ? Math.Tanh(value) : Sigmoid(value + (k / _size == 1 ? 1 : 0)))];
            _cells[t] = new double[_size];
            States[t] = new double[_size];
            for (int unit = 0; unit < _size; unit++)
            {
                _cells[t][unit] = tally.Product(Gate(t, 1, unit), cellBefore[unit]) + tally.Product(Gate(t, 0, unit), Gate(t, 3, unit));
                States[t][unit] = tally.Product(Gate(t, 2, unit), Math.Tanh(_cells[t][unit]));
            }
        }
    }

    public void ReadBack(double[][] dStates)
    {
        double[] carriedState = new double[_size], carriedCell = new double[_size];
        for (int step = _order.Length - 1; step >= 0; step--)
        {
            int t = _order[step];
            double[] before = Before(States, step), cellBefore = Before(_cells, step), dZ = ScoreGradients[t] = new double[4 * _size];
            for (int unit = 0; unit < _size; unit++)
            {
                double dState = dStates[t][unit] + carriedState[unit], tanh = Math.Tanh(_cells[t][unit]);
                double dCell = carriedCell[unit] + TimesTanhSlope(tally.Product(dState, Gate(t, 2, unit)), tanh);
                dZ[unit] = TimesSigmoidSlope(tally.Product(dCell, Gate(t, 3, unit)), Gate(t, 0, unit));
                dZ[_size + unit] = TimesSigmoidSlope(tally.Product(dCell, cellBefore[unit]), Gate(t, 1, unit));
                dZ[(2 * _size) + unit] = TimesSigmoidSlope(tally.Product(dState, tanh), Gate(t, 2, unit));
                dZ[(3 * _size) + unit] = TimesTanhSlope(tally.Product(dCell, Gate(t, 0, unit)), Gate(t, 3, unit));
                carriedCell[unit] = tally.Product(dCell, Gate(t, 1, unit));
            }
            for (int unit = 0; unit < _size; unit++)
            {
                carriedState[unit] = tally.Dot(weights[unit], dZ);
                tally.AddScaled(before[unit], dZ, dWeights[unit]);
            }
        }
    }

    private double Gate(int token, int gate, int unit) => _gates[token][(gate * _size) + unit];

    private double[] Before(double[][] values, int step) => step == 0 ? new double[_size] : values[_order[step - 1]];

    private double TimesSigmoidSlope(double gradient, double y) => tally.Product(gradient, tally.Product(y, 1 - y));

    private double TimesTanhSlope(double gradient, double y) => tally.Product(gradient, 1 - tally.Product(y, y));

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
