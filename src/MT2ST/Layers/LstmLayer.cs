using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>One direction of an LSTM with a forget gate (Hochreiter and Schmidhuber 1997; Gers et al. 2000) over a sentence.</summary>
/// <remarks>
/// With z_t the gates' scores of token t from its inputs, s the step before (the token before, or after it where the sentence is read
/// from its end) and V the recurrent weights: [i f o g] = z_t + h_s V; i, o = sigmoid; f = sigmoid(f + 1); g = tanh;
/// c_t = f c_s + i g; h_t = o tanh(c_t). The 1 opens the forget gate at the start (Jozefowicz et al. 2015, section 2.2); as a
/// constant it leaves all biases to start at zero.
/// </remarks>
internal sealed record LstmLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int GateCount = 4;
    private const int CellProducts = 19; // Of each unit and token: 3 forward, 16 backward; see the passes.

    private readonly bool _isReversed;
    private readonly int _size;

    /// <param name="name">The weights' name.</param>
    /// <param name="size">h, the number of units.</param>
    /// <param name="isReversed">Whether the sentence is read from its end.</param>
    /// <param name="random">The source of the initial weights.</param>
    public LstmLayer(string name, int size, bool isReversed, SeededRandom random)
    {
        _isReversed = isReversed;
        _size = size;
        Recurrent = new DenseParameter<T>(name, size, GateCount * size);
        Initialization.Glorot(Recurrent.Values, GateCount * size, Recurrent.Values.Stride, random);
    }

    /// <summary>V, <c>[h, 4h]</c>: a row for each unit, so that a forward step adds up rows and a backward step takes dot products with them.</summary>
    public DenseParameter<T> Recurrent { get; private init; }

    /// <summary>The columns of the gates' scores, 4h.</summary>
    public int ScoreCount => GateCount * _size;

    /// <summary>The same layer for another task.</summary>
    public LstmLayer<T> CreateView() => this with { Recurrent = Recurrent.CreateView() };

    /// <summary>One thread's scratch and passes; the forward pass can be cancelled.</summary>
    public sealed class Pass(LstmLayer<T> layer, CancellationToken cancellationToken)
    {
        // Row t holds the state before token t and row t + 1 that after it; the other way round if the sentence is read from its end.
        private readonly Scratch<T> _states = new();
        private readonly Scratch<T> _cells = new();
        private readonly Scratch<T> _cellTanhs = new();
        private readonly Scratch<T> _dGates = new();
        private readonly Scratch<T> _carries = new();
        private int _count;

        private int Before => layer._isReversed ? 1 : 0;

        private int After => 1 - Before;

        private int Size => layer._size;

        private MatrixView<T> Weights => ((MatrixView<T>)layer.Recurrent.Values).Columns(0, layer.ScoreCount);

        private MatrixView<T> States => _states.Take(_count + 1, Size);

        private MatrixView<T> Cells => _cells.Take(_count + 1, Size);

        private MatrixView<T> CellTanhs => _cellTanhs.Take(_count, Size);

        /// <summary>Reads a sentence.</summary>
        /// <param name="gates">z, <c>[n, 4h]</c>; becomes the gates' values [i f o g], which the backward pass reads.</param>
        /// <returns>The states h_t, <c>[n, h]</c>.</returns>
        public MatrixView<T> Forward(MatrixView<T> gates)
        {
            _count = gates.RowCount;
            MatrixView<T> weights = Weights, states = States, cells = Cells, cellTanhs = CellTanhs;
            states[layer._isReversed ? _count : 0].Clear();
            cells[layer._isReversed ? _count : 0].Clear();
            for (int step = 0; step < _count; step++)
            {
                cancellationToken.ThrowIfCancellationRequested(); // A step is a product of a row and a matrix: a check costs nothing in comparison.
                int token = layer._isReversed ? _count - 1 - step : step;
                MatrixProducts.AddProduct(states.Rows(token + Before, 1), weights, gates.Rows(token, 1));
                Step(gates[token], cells[token + Before], cells[token + After], cellTanhs[token], states[token + After]);
            }
            return states.Rows(After, _count);
        }

        /// <summary>Backpropagation through time over the sentence read last.</summary>
        /// <param name="gates">The gates' values, <c>[n, 4h]</c>, from the forward pass.</param>
        /// <param name="dStates">dH, <c>[n, h]</c>, overwritten.</param>
        /// <param name="dScores">The gradient of z, <c>[n, 4h]</c>, overwritten.</param>
        /// <param name="dWeights">dV, added to.</param>
        /// <returns>The multiply-adds of both passes.</returns>
        public long Backward(MatrixView<T> gates, MatrixView<T> dStates, MatrixView<T> dScores, RowMatrix<T> dWeights)
        {
            MatrixView<T> weights = Weights, cells = Cells, cellTanhs = CellTanhs, carries = _carries.Take(3, Size);
            MatrixView<T> dState = carries.Rows(0, 1);
            Span<T> dCell = carries[1];
            dState.Clear();
            dCell.Clear();
            for (int step = _count - 1; step >= 0; step--)
            {
                int token = layer._isReversed ? _count - 1 - step : step;
                TensorPrimitives.Add(dStates[token], dState[0], dStates[token]);
                StepBack(gates[token], cells[token + Before], cellTanhs[token], dStates[token], dCell, dScores[token], carries[2]);
                MatrixProducts.MultiplyByTransposed(dScores.Rows(token, 1), weights, dState);
            }
            MatrixView<T> dV = dWeights;
            MatrixProducts.AddTransposedProduct(States.Rows(Before, _count), dScores, dV.Columns(0, layer.ScoreCount));
            return ((3 * layer.Recurrent.ValueCount) + (CellProducts * Size)) * _count;
        }

        private void Step(Span<T> z, ReadOnlySpan<T> cellBefore, Span<T> cell, Span<T> cellTanh, Span<T> state)
        {
            Span<T> i = z[..Size], f = z.Slice(Size, Size), o = z.Slice(2 * Size, Size), g = z[(3 * Size)..];
            TensorPrimitives.Add(f, T.One, f);
            TensorPrimitives.Sigmoid<T>(z[..(3 * Size)], z[..(3 * Size)]);
            TensorPrimitives.Tanh<T>(g, g);
            TensorPrimitives.Multiply(f, cellBefore, cell);
            TensorPrimitives.MultiplyAdd(i, g, cell, cell);
            TensorPrimitives.Tanh<T>(cell, cellTanh);
            TensorPrimitives.Multiply(o, cellTanh, state);
        }

        // The slopes: sigmoid' = y - y², tanh' = 1 - y².
        private void StepBack(ReadOnlySpan<T> gates, ReadOnlySpan<T> cellBefore, ReadOnlySpan<T> cellTanh, ReadOnlySpan<T> dState, Span<T> dCell, Span<T> dZ, Span<T> scratch)
        {
            ReadOnlySpan<T> i = gates[..Size], f = gates.Slice(Size, Size), o = gates.Slice(2 * Size, Size), g = gates[(3 * Size)..];
            Span<T> dI = dZ[..Size], dF = dZ.Slice(Size, Size), dO = dZ.Slice(2 * Size, Size), dG = dZ[(3 * Size)..];
            TensorPrimitives.Multiply(dState, cellTanh, dO);
            TensorPrimitives.Multiply(dState, o, scratch);
            TimesTanhSlope(cellTanh, scratch, dG);
            TensorPrimitives.Add(dCell, scratch, dCell);

            TensorPrimitives.Multiply(dCell, g, dI);
            TensorPrimitives.Multiply(dCell, cellBefore, dF);
            TensorPrimitives.Multiply(dCell, i, dG);
            TensorPrimitives.Multiply(dCell, f, dCell);
            TimesSigmoidSlope(i, dI, scratch);
            TimesSigmoidSlope(f, dF, scratch);
            TimesSigmoidSlope(o, dO, scratch);
            TimesTanhSlope(g, dG, scratch);
        }

        private static void TimesSigmoidSlope(ReadOnlySpan<T> y, Span<T> gradient, Span<T> scratch)
        {
            TensorPrimitives.Subtract(T.One, y, scratch);
            TensorPrimitives.Multiply(scratch, y, scratch);
            TensorPrimitives.Multiply(gradient, scratch, gradient);
        }

        private static void TimesTanhSlope(ReadOnlySpan<T> y, Span<T> gradient, Span<T> scratch)
        {
            TensorPrimitives.Multiply(y, y, scratch);
            TensorPrimitives.Subtract(T.One, scratch, scratch);
            TensorPrimitives.Multiply(gradient, scratch, gradient);
        }
    }
}
