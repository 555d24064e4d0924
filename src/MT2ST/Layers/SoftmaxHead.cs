using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>A linear layer and a softmax over classes: the head of every labelled task.</summary>
/// <remarks>
/// logits = X Wᵀ + b; loss = -log softmax(logits)[label]. With G = softmax(logits) - onehot(label):
/// dX = G W, dW = Gᵀ X, db = the column sums of G.
/// </remarks>
internal sealed class SoftmaxHead<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputCount;

    /// <param name="name">The owning task's name.</param>
    /// <param name="classCount">C.</param>
    /// <param name="inputCount">k, the inputs without padding, which are counted and initialised.</param>
    /// <param name="random">The source of the initial weights.</param>
    public SoftmaxHead(string name, int classCount, int inputCount, SeededRandom random)
    {
        _inputCount = inputCount;
        Weights = new DenseParameter<T>($"{name}/weights", classCount, inputCount);
        Bias = new DenseParameter<T>($"{name}/bias", 1, classCount);
        Initialization.Glorot(Weights.Values, inputCount, inputCount, random);
    }

    /// <summary>W, <c>[C, k]</c>.</summary>
    public DenseParameter<T> Weights { get; }

    /// <summary>b, <c>[1, C]</c>.</summary>
    public DenseParameter<T> Bias { get; }

    public int ClassCount => Weights.Values.RowCount;

    /// <summary>logits = X Wᵀ + b.</summary>
    /// <param name="x">X with padded columns, <c>[n, padded k]</c>.</param>
    /// <param name="logits"><c>[n, C]</c>.</param>
    public void Scores(MatrixView<T> x, MatrixView<T> logits)
    {
        MatrixProducts.MultiplyByTransposed(x, Weights.Values, logits);
        ReadOnlySpan<T> bias = Bias.Values.Row(0);
        for (int i = 0; i < logits.RowCount; i++)
            TensorPrimitives.Add(logits[i], bias, logits[i]);
    }

    /// <summary>Adds the gradients of a batch.</summary>
    /// <param name="g">G, <c>[n, C]</c>.</param>
    /// <param name="x">X, <c>[n, padded k]</c>.</param>
    /// <param name="dX">dX, added to.</param>
    /// <param name="dWeights">dW, added to.</param>
    /// <param name="dBias">db, added to.</param>
    public void Backward(MatrixView<T> g, MatrixView<T> x, MatrixView<T> dX, RowMatrix<T> dWeights, RowMatrix<T> dBias)
    {
        MatrixProducts.AddProduct(g, Weights.Values, dX);
        MatrixProducts.AddTransposedProduct<T>(g, x, dWeights);
        Span<T> db = dBias.Row(0);
        for (int i = 0; i < g.RowCount; i++)
            TensorPrimitives.Add(db, g[i], db);
    }

    /// <summary>Multiply-adds of forward and backward over n inputs: three products of n C k.</summary>
    public long MultiplyAdds(int n) => 3L * n * ClassCount * _inputCount;
}
